//! KakaoCloud. Facts from `docs.kakaocloud.com`, KakaoCloud's official Go SDK and Terraform provider; its IAM is an
//! OpenStack Keystone, and what only Keystone's own reference says is said where it is used.
//!
//! Two kinds of key: [`iam_key::KakaoIamKey`] asks for tokens, and with those every call is made;
//! [`s3_key::KakaoS3Key`] opens the object storage.

mod facts;
pub mod iam_key;
pub mod s3_key;

use jiff::Timestamp;

use crate::http::Http;

/// Field: the id of an IAM access key.
const ID: &str = "id";
/// Field: the secret of a key of either kind.
const SECRET: &str = "secret";
/// Field: the name of an IAM access key.
const NAME: &str = "name";
/// Field: the unique id of the user that an IAM access key belongs to.
const USER_ID: &str = "user_id";
/// Field: the public half of an S3 access key.
const ACCESS: &str = "access";
/// Field: where the object storage is.
const REGION: &str = "region";

/// Keys of a kind that a user may have in a project (`start/console-guide/credentials`).
const MOST_KEYS: u32 = 2;

/// What both kinds send through.
struct Kakao {
    #[expect(dead_code, reason = "the calls come next")]
    http: Http,
    /// The time that signatures carry.
    #[expect(dead_code, reason = "the calls come next")]
    clock: fn() -> Timestamp,
}

impl Kakao {
    const fn new(http: Http) -> Self {
        Self {
            http,
            clock: Timestamp::now,
        }
    }
}
