//! `[deploy.<name>]`: where the site is deployed to.

use std::fmt;

/// One target of `chancery deploy`. No build reads it but for its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where the files go.
    pub place: Place,
    /// The address of the site there, when it is not the publication's.
    pub base_url: Option<String>,
    /// How many files are on their way at once.
    pub connections: usize,
    /// How often what failed is tried again.
    pub retries: u32,
    /// After how many seconds without a sign of life another deploy counts as cut off.
    pub lease: u32,
}

/// Where the files of a target go.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the keys of the file, documented in the manual")]
pub enum Place {
    /// A store that speaks as S3 does.
    S3 {
        bucket: String,
        prefix: String,
        region: Option<String>,
        endpoint: Option<String>,
    },
    /// Google Cloud Storage.
    Gcs { bucket: String, prefix: String, endpoint: Option<String> },
    /// Azure Blob Storage.
    Azure { account: String, container: String, prefix: String, endpoint: Option<String> },
    /// A folder of a host that is reached by SSH.
    Sftp {
        host: String,
        port: u16,
        user: Option<String>,
        path: String,
        key: Option<String>,
        known_hosts: Option<String>,
    },
    /// A folder of this machine.
    Folder { path: String },
    /// A branch of a repository.
    Git { url: String, branch: String },
}

impl Place {
    /// The words for `kind`.
    pub const KINDS: [&'static str; 6] = ["s3", "gcs", "azure", "sftp", "folder", "git"];
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::S3 { bucket, prefix, .. } => write!(f, "s3://{bucket}/{prefix}"),
            Place::Gcs { bucket, prefix, .. } => write!(f, "gs://{bucket}/{prefix}"),
            Place::Azure { account, container, prefix, .. } => {
                write!(f, "az://{account}/{container}/{prefix}")
            }
            Place::Sftp { host, port: 22, path, .. } => write!(f, "sftp://{host}/{path}"),
            Place::Sftp { host, port, path, .. } => {
                write!(f, "sftp://{host}:{port}/{path}")
            }
            Place::Folder { path } => write!(f, "the folder {path}"),
            Place::Git { url, branch } => write!(f, "the branch {branch} of {url}"),
        }
    }
}
