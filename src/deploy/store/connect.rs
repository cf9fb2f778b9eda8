//! The way to a store of objects: its address, credentials and safe connections.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::client::{HttpClient, HttpConnector};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::{ClientOptions, RetryConfig};

use crate::deploy::environment::Environment;
use crate::deploy::problem::Problem;
use crate::deploy::store::aws;
use crate::deploy::store::failure::of_store;
use crate::deploy::store::objects::Objects;
use crate::load::config::Place;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(15);

/// How long a store may be silent.
const SILENCE: Duration = Duration::from_secs(60);

/// The store of a place.
///
/// # Errors
///
/// When there are no credentials, or they cannot be used.
pub fn objects(place: &Place, environment: &Environment) -> Result<Objects, Problem> {
    let connector = Connector::new()?;
    match place {
        Place::S3 { bucket, prefix, region, endpoint } => {
            let mut builder = s3(environment)?.with_bucket_name(bucket);
            if let Some(region) = region {
                builder = builder.with_region(region);
            }
            if let Some(endpoint) = endpoint {
                builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
            }
            let plain = builder.get_config_value(&AmazonS3ConfigKey::Endpoint);
            let plain = plain.is_some_and(|address| address.starts_with("http://"));
            let builder = builder.with_allow_http(plain).with_retry(once());
            let store = builder.with_http_connector(connector).build();
            Ok(Objects::new(Box::new(store.map_err(|e| of_store(&e))?), prefix))
        }
        Place::Gcs { bucket, prefix, endpoint } => {
            let mut builder = gcs(environment)?.with_bucket_name(bucket);
            if let Some(endpoint) = endpoint {
                builder = builder.with_base_url(endpoint.trim_end_matches('/'));
            }
            let store = builder.with_retry(once()).with_http_connector(connector).build();
            Ok(Objects::new(Box::new(store.map_err(|e| of_store(&e))?), prefix))
        }
        Place::Azure { account, container, prefix, endpoint } => {
            let mut builder = azure(environment)?.with_account(account);
            if let Some(endpoint) = endpoint {
                let plain = endpoint.starts_with("http://");
                let endpoint = endpoint.trim_end_matches('/').to_owned();
                builder = builder.with_endpoint(endpoint).with_allow_http(plain);
            }
            let builder = builder.with_container_name(container).with_retry(once());
            let store = builder.with_http_connector(connector).build();
            Ok(Objects::new(Box::new(store.map_err(|e| of_store(&e))?), prefix))
        }
        _ => Err(Problem::lasting("this is no store of objects", "name another target")),
    }
}

/// Nothing is tried again by the client: the deploy itself does that.
fn once() -> RetryConfig {
    RetryConfig { max_retries: 0, ..RetryConfig::default() }
}

/// The credentials of S3: the environment, else the standard files.
fn s3(environment: &Environment) -> Result<AmazonS3Builder, Problem> {
    let mut builder = AmazonS3Builder::new();
    let profile = aws::profile(environment);
    let set = |name: &str| environment.get(name).is_some();
    let own = set("AWS_ACCESS_KEY_ID");
    let by_token =
        ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
    let by_token =
        set("AWS_CONTAINER_CREDENTIALS_FULL_URI") || by_token.into_iter().any(set);
    for (key, value) in &profile {
        let secret = key.starts_with("aws_");
        if let Ok(key) = AmazonS3ConfigKey::from_str(key)
            && !(secret && (own || by_token))
        {
            builder = builder.with_config(key, value);
        }
    }
    for (name, value) in environment.of("AWS_") {
        if let Ok(key) = AmazonS3ConfigKey::from_str(&name.to_lowercase()) {
            builder = builder.with_config(key, value);
        }
    }
    if !own && !by_token && !profile.contains_key("aws_access_key_id") {
        return Err(Problem::lasting(
            "there are no credentials for the store",
            "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or write them to \
             `~/.aws/credentials`",
        ));
    }
    Ok(builder)
}

/// The credentials of Google Cloud Storage: the environment, else the standard file.
fn gcs(environment: &Environment) -> Result<GoogleCloudStorageBuilder, Problem> {
    let mut builder = GoogleCloudStorageBuilder::new();
    let mut known = false;
    for (name, value) in environment.of("GOOGLE_") {
        if let Ok(key) = GoogleConfigKey::from_str(&name.to_lowercase()) {
            known = true;
            builder = builder.with_config(key, value);
        }
    }
    if let Some(path) = environment.get("GOOGLE_APPLICATION_CREDENTIALS") {
        known = true;
        builder = builder.with_application_credentials(path);
    }
    let standard = ".config/gcloud/application_default_credentials.json";
    known |= environment.home().is_some_and(|home| home.join(standard).exists());
    if !known {
        return Err(Problem::lasting(
            "there are no credentials for the store",
            "set `GOOGLE_APPLICATION_CREDENTIALS` to the path of a key, or type `gcloud auth \
             application-default login`",
        ));
    }
    Ok(builder)
}

/// The credentials of Azure: the environment.
fn azure(environment: &Environment) -> Result<MicrosoftAzureBuilder, Problem> {
    let mut builder = MicrosoftAzureBuilder::new();
    let mut known = false;
    for (name, value) in environment.of("AZURE_") {
        let Ok(key) = AzureConfigKey::from_str(&name.to_lowercase()) else { continue };
        known |= matches!(
            key,
            AzureConfigKey::AccessKey
                | AzureConfigKey::SasKey
                | AzureConfigKey::Token
                | AzureConfigKey::ClientSecret
                | AzureConfigKey::FederatedTokenFile
                | AzureConfigKey::MsiEndpoint
                | AzureConfigKey::UseAzureCli
        );
        builder = builder.with_config(key, value);
    }
    if !known {
        return Err(Problem::lasting(
            "there are no credentials for the store",
            "set `AZURE_STORAGE_ACCOUNT_KEY` or `AZURE_STORAGE_SAS_TOKEN`, or \
             `AZURE_USE_AZURE_CLI=true` after `az login`",
        ));
    }
    Ok(builder)
}

/// Gives the stores' clients connections that trust whom the system trusts.
#[derive(Debug)]
struct Connector {
    client: reqwest::Client,
}

impl Connector {
    fn new() -> Result<Self, Problem> {
        let mut roots = rustls::RootCertStore::empty();
        for certificate in rustls_native_certs::load_native_certs().certs {
            // One that cannot be used vouches for nobody.
            let _ = roots.add(certificate);
        }
        let failed = |error: String| {
            Problem::lasting(error, "look at the certificates of this machine")
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| failed(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(concat!("Chancery/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| failed(error.to_string()))?;
        Ok(Self { client })
    }
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.client.clone()))
    }
}
