//! The one rustls configuration of both backends.
//!
//! The cryptography is `ring`, named here: rustls' process-wide default is neither read nor set,
//! so that no other crate of a program can change it or make it panic.

use std::sync::Arc;

use alloy_core::Error;
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
};

use super::options::{HttpVersions, Root, TransportOptions};

/// Trusts Mozilla's authorities and those of the options, and offers their versions of HTTP.
pub(crate) fn client_config(options: &TransportOptions) -> Result<ClientConfig, Error> {
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::configuration("TLS cannot be set up").with_source(error))?
        .with_root_certificates(trusted(&options.roots)?)
        .with_no_client_auth();
    let offered: &[&[u8]] = match options.http_versions {
        HttpVersions::Negotiate => &[b"h2", b"http/1.1"],
        HttpVersions::Http1 => &[b"http/1.1"],
        HttpVersions::Http2 => &[b"h2"],
    };
    config.alpn_protocols = offered.iter().map(|name| name.to_vec()).collect();
    Ok(config)
}

fn trusted(roots: &[Root]) -> Result<RootCertStore, Error> {
    let mut store: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    for root in roots {
        match root {
            Root::Der(certificate) => {
                add(&mut store, CertificateDer::from(certificate.as_slice()))?;
            }
            Root::Pem(text) => {
                let before = store.len();
                for certificate in CertificateDer::pem_slice_iter(text) {
                    add(&mut store, certificate.map_err(not_a_certificate)?)?;
                }
                if store.len() == before {
                    return Err(Error::configuration("a root certificate's PEM has none in it"));
                }
            }
        }
    }
    Ok(store)
}

fn add(store: &mut RootCertStore, certificate: CertificateDer<'_>) -> Result<(), Error> {
    store.add(certificate.into_owned()).map_err(not_a_certificate)
}

fn not_a_certificate(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::configuration("a root certificate cannot be read").with_source(error)
}

#[cfg(test)]
mod tests {
    use alloy_core::ErrorKind;

    use super::*;

    const CUT: &str = "-----BEGIN CERTIFICATE-----\nAAAA\n";

    #[test]
    fn what_is_no_certificate_is_a_wrong_setting() {
        for options in [
            TransportOptions::new().root_certificate_pem(""),
            TransportOptions::new().root_certificate_pem("no PEM at all"),
            TransportOptions::new().root_certificate_pem(CUT),
            TransportOptions::new().root_certificate_pem(format!("{CUT}-----END CERTIFICATE-----")),
            TransportOptions::new().root_certificate_der(*b"not DER"),
        ] {
            let error = client_config(&options).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
        }
    }

    #[test]
    fn the_versions_of_http_are_offered_as_chosen() {
        for (versions, offered) in [
            (HttpVersions::Negotiate, vec!["h2", "http/1.1"]),
            (HttpVersions::Http1, vec!["http/1.1"]),
            (HttpVersions::Http2, vec!["h2"]),
        ] {
            let options = TransportOptions::new().http_versions(versions);
            let config = client_config(&options).unwrap();
            let names = config.alpn_protocols.iter().map(|name| str::from_utf8(name).unwrap());
            assert_eq!(names.collect::<Vec<_>>(), offered);
        }
    }
}
