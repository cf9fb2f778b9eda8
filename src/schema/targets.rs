//! `[deploy.<name>]`: the targets of a deploy.

use crate::schema::shape::Shape::{Either, Record, Table, Text, Web, Whole, Words};
use crate::schema::shape::{Key, Object, Shape, key};

/// Targets by their names.
pub const TARGETS: Shape = Table(&Either(&[
    Record(&S3),
    Record(&GCS),
    Record(&AZURE),
    Record(&SFTP),
    Record(&FOLDER),
    Record(&GIT),
]));

const BASE_URL: Key = key("base_url", Web, "Where the site is published from there.");
const CONNECTIONS: Key =
    key("connections", Whole(1), "How many files are sent at once; 16 when not said.");
const RETRIES: Key =
    key("retries", Whole(0), "How often what failed is tried again; 5 when not said.");
const LEASE: Key = key(
    "lease",
    Whole(1),
    "Seconds after which a deploy without signs of life has lost its lock; 20 when not said.",
);
const BUCKET: Key = key("bucket", Text, "The bucket.").needed();
const PREFIX: Key = key("prefix", Text, "What every name begins with.");
const ENDPOINT: Key = key("endpoint", Web, "The service's address, when it is another.");
const PATH: Key = key("path", Text, "The folder.").needed();

static S3: Object = Object::new(
    "target-s3",
    "an `s3` target",
    &[
        key("kind", Words(|| vec!["s3"]), "A store that speaks S3.").needed(),
        BUCKET,
        PREFIX,
        key("region", Text, "The region."),
        ENDPOINT,
        BASE_URL,
        CONNECTIONS,
        RETRIES,
        LEASE,
    ],
);

static GCS: Object = Object::new(
    "target-gcs",
    "a `gcs` target",
    &[
        key("kind", Words(|| vec!["gcs"]), "Google Cloud Storage.").needed(),
        BUCKET,
        PREFIX,
        ENDPOINT,
        BASE_URL,
        CONNECTIONS,
        RETRIES,
        LEASE,
    ],
);

static AZURE: Object = Object::new(
    "target-azure",
    "an `azure` target",
    &[
        key("kind", Words(|| vec!["azure"]), "Azure Blob Storage.").needed(),
        key("account", Text, "The account.").needed(),
        key("container", Text, "The container; `$web` when not said."),
        PREFIX,
        ENDPOINT,
        BASE_URL,
        CONNECTIONS,
        RETRIES,
        LEASE,
    ],
);

static SFTP: Object = Object::new(
    "target-sftp",
    "an `sftp` target",
    &[
        key("kind", Words(|| vec!["sftp"]), "A host by SFTP.").needed(),
        key("host", Text, "The host.").needed(),
        PATH,
        key("port", Whole(1), "The port; 22 when not said."),
        key("user", Text, "The name to log in with."),
        key("key", Text, "The file of the private key."),
        key("known_hosts", Text, "The file of known hosts."),
        BASE_URL,
        CONNECTIONS,
        RETRIES,
        LEASE,
    ],
);

static FOLDER: Object = Object::new(
    "target-folder",
    "a `folder` target",
    &[
        key("kind", Words(|| vec!["folder"]), "A folder of this machine.").needed(),
        PATH,
        BASE_URL,
        CONNECTIONS,
        RETRIES,
        LEASE,
    ],
);

static GIT: Object = Object::new(
    "target-git",
    "a `git` target",
    &[
        key("kind", Words(|| vec!["git"]), "A branch of a repository of git.").needed(),
        key("url", Text, "The repository.").needed(),
        key("branch", Text, "The branch; `gh-pages` when not said."),
        BASE_URL,
        CONNECTIONS,
        RETRIES,
        LEASE,
    ],
);
