//! The clouds. A folder each, with the same file names in all: `mod`, `sign`, `wire`, a file per kind, `tests`.
//! What they do alike stands beside the folders: `form` checks, `pasted` takes apart, `likeness` compares, `reading`
//! reads, `s3` asks object storage, `forms` writes what tools read, `shell` quotes for a terminal.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::http::Http;
use crate::kind::KeyKind;

pub mod clickhouse;
mod form;
mod forms;
pub mod kakao;
pub mod kt;
mod likeness;
pub mod naver;
mod pasted;
mod reading;
mod s3;
#[cfg(test)]
mod scripted;
mod shell;

macro_rules! registry {
    ($(
        $(#[$about:meta])*
        $provider:ident { $( $(#[$about_kind:meta])* $kind:ident => $new:path, )+ }
    )+) => {
        /// A cloud.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[ts(export, export_to = "model.ts")]
        pub enum ProviderId {
            $( $(#[$about])* $provider, )+
        }

        /// A kind of key that a cloud has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[ts(export, export_to = "model.ts")]
        pub enum KindId {
            $( $( $(#[$about_kind])* $kind, )+ )+
        }

        impl KindId {
            /// The cloud that has it.
            #[must_use]
            pub const fn provider(self) -> ProviderId {
                match self {
                    $( $( Self::$kind )|+ => ProviderId::$provider, )+
                }
            }
        }

        /// All kinds of key, in the order they are shown.
        #[must_use]
        pub fn all(http: &Http) -> Vec<Arc<dyn KeyKind>> {
            vec![ $( $( Arc::new($new(http.clone())), )+ )+ ]
        }
    };
}

// The one list: a cloud is a block here, a kind of key a line. The first kind of a cloud is the one that its
// practice cloud is entered with.
registry! {
    /// ClickHouse Cloud.
    Clickhouse {
        /// ClickHouse Cloud API key.
        ClickhouseKey => clickhouse::key::ClickHouseKey::new,
    }
    /// Naver Cloud.
    Naver {
        /// Access key.
        NaverAccessKey => naver::access_key::NaverAccessKey::new,
        /// API Gateway API key.
        NaverGatewayKey => naver::gateway_key::NaverGatewayKey::new,
        /// Access key of a sub account.
        NaverSubAccountKey => naver::sub_account_key::NaverSubAccountKey::new,
    }
    /// KakaoCloud.
    Kakao {
        /// IAM access key.
        KakaoIamKey => kakao::iam_key::KakaoIamKey::new,
        /// S3 access key.
        KakaoS3Key => kakao::s3_key::KakaoS3Key::new,
    }
    /// KT Cloud.
    Kt {
        /// Login of the D platform.
        KtDLogin => kt::d_login::KtDLogin::new,
        /// API key of the G platform.
        KtGKey => kt::g_key::KtGKey::new,
        /// Key of Object Storage 1.0.
        #[serde(rename = "kt_storage_1")]
        KtStorage1 => kt::storage_1::KtStorage1::new,
        /// Key of Object Storage 2.0.
        #[serde(rename = "kt_storage_2")]
        KtStorage2 => kt::storage_2::KtStorage2::new,
        /// Key of the storages that speak S3.
        KtStorageS3 => kt::storage_s3::KtStorageS3::new,
    }
}
