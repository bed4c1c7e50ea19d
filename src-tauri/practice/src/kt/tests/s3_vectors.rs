use axum::body::Body;
use axum::extract::Request;

use super::super::ask::Ask;
use super::super::s3::authenticate;
use super::super::world::{StorageKey, World};
use super::super::{first, signature_v2};
use super::*;
use crate::digest::sha256;
use crate::incoming::Incoming;
use crate::sigv4::{Authorization, Signed};
use crate::trouble::{Plan, Troubles};

const KEY: &str = "KTEXAMPLEACCESSKEY01";
const SECRET: &str = "KTEXAMPLESECRETKEY000000000000000000001";
const NO_BODY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const SIGNED: &str = "host;x-amz-content-sha256;x-amz-date";

/// Method, content type, date, resource and signature; checked against botocore's signer.
#[rustfmt::skip]
const V2: [(&str, &str, &str, &str, &str); 4] = [
    ("GET", "", "Wed, 02 Jan 2030 03:04:05 GMT", "/", "spnxw2TJUNr+GbjZ8DdKPGPBv3w="),
    ("GET", "", "Wed, 02 Jan 2030 03:04:05 GMT", "/my-bucket", "w0e5XBfEGBTjLR6cK+8MXRLwjoc="),
    ("PUT", "application/octet-stream", "Tue, 31 Dec 2030 23:59:59 GMT", "/my-bucket/folder/file.txt", "XZZOMCxCMjZ2Swq+zvslQPvEGG4="),
    ("GET", "", "Wed, 02 Jan 2030 03:04:05 GMT", "/my-bucket?uploads", "/FKiq1X6ZIllh0owWgcaGVVitrc="),
];

/// Path and query, region, digest of the canonical request and signature; checked against botocore's signer.
#[rustfmt::skip]
const V4: [(&str, &str, &str, &str); 3] = [
    ("/", "us-east-1", "b1eabd2963820f9221617512b4972be009d43e5587ed03944ce37881d735c8cb", "d764e58471409b43494902fba532592e52b6be04d0d94ca2bdcba29473fd5af0"),
    ("/", "kr-standard", "b1eabd2963820f9221617512b4972be009d43e5587ed03944ce37881d735c8cb", "19bbe19df23737d0ee8b448d792722b636525f9f17754252779dc8692be2f4dc"),
    ("/my-bucket?location=", "us-east-1", "1510711cde816f3f4e72c0ea60f26e3f53cfef58cfe911979b498f71e90ea130", "a4aa66612ee86b9d10d40190bde7527d09260bdf9f46bfadda99b345d2dee513"),
];

/// A world whose one S3 key is the made-up one.
fn world() -> World {
    let (mut world, _) = first::first_world(&Options::default(), Timestamp::UNIX_EPOCH).unwrap();
    world.storage_keys = vec![StorageKey {
        generation: StorageGeneration::S3,
        access_key: KEY.to_owned(),
        secret_key: SECRET.to_owned(),
    }];
    world
}

async fn incoming(method: &str, target: &str, headers: &[(&str, &str)]) -> Incoming {
    let mut request = Request::builder().method(method).uri(target);
    for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    Incoming::read(request, [127, 0, 0, 1].into()).await
}

fn accepts(request: &Incoming, now: &str, plan: &Plan<Trouble>) -> bool {
    let ask = Ask {
        request,
        call: Call::ListBuckets,
        place: "",
        now: now.parse().unwrap(),
        plan,
    };
    authenticate(&world(), &ask).is_ok_and(|signer| signer == KEY)
}

#[tokio::test]
async fn known_signatures_of_version_2_are_accepted() {
    for (method, kind, date, resource, signature) in V2 {
        let header = format!("AWS {KEY}:{signature}");
        let headers = [
            ("date", date),
            ("content-type", kind),
            ("authorization", &header),
        ];
        let request = incoming(method, resource, &headers).await;
        let expected = format!("{method}\n\n{kind}\n{date}\n{resource}");
        assert_eq!(signature_v2::string_to_sign(&request), expected);
        let now = match method {
            "PUT" => "2030-12-31T23:55:00Z",
            _ => "2030-01-02T03:00:00Z",
        };
        assert!(accepts(&request, now, &Plan::default()), "{resource}");
        let other = incoming(method, "/other", &headers).await;
        assert!(!accepts(&other, now, &Plan::default()), "{resource}");
    }
}

#[tokio::test]
async fn known_signatures_of_version_4_are_accepted() {
    for (target, region, digest, signature) in V4 {
        let header = format!(
            "AWS4-HMAC-SHA256 Credential={KEY}/20300102/{region}/s3/aws4_request, \
             SignedHeaders={SIGNED}, Signature={signature}"
        );
        let headers = [
            ("host", "obj-e-1.ktcloud.com"),
            ("x-amz-content-sha256", NO_BODY),
            ("x-amz-date", "20300102T030405Z"),
            ("authorization", &header),
        ];
        let request = incoming("GET", target, &headers).await;
        let authorization = Authorization::read(&request).ok().unwrap();
        let signed = Signed::read(&request, authorization).ok().unwrap();
        assert_eq!(
            sha256(signed.canonical_request().as_bytes()),
            digest,
            "{target}"
        );
        let troubles = Troubles::default();
        troubles.add(Trouble::S3Region(region.to_owned()), 0);
        let plan = troubles.plan(Call::ListBuckets);
        let now = "2030-01-02T03:10:00Z";
        assert!(accepts(&request, now, &plan), "{target} {region}");
        let other = incoming("GET", "/other", &headers).await;
        assert!(!accepts(&other, now, &plan), "{target} {region}");
    }
}
