//! Facts that several kinds share.

use super::{ACCESS_KEY, SECRET_KEY};
use crate::kind::{FieldSpec, Input, Link, Operations, Realm, Support};

/// The gateway of the G and the D platform.
pub static GATEWAY: [Realm; 1] = [Realm {
    id: "public",
    base_url: "https://api.ucloudbiz.olleh.com",
}];

/// Object Storage 1.0 (Apache Libcloud).
pub static STORAGE_1: [Realm; 1] = [Realm {
    id: "public",
    base_url: "https://ssproxy.ucloudbiz.olleh.com",
}];

/// Object Storage 2.0. Tokens are made at another port of the same host.
pub static STORAGE_2: [Realm; 1] = [Realm {
    id: "public",
    base_url: "https://ssproxy2.ucloudbiz.olleh.com",
}];

/// The port of Object Storage 2.0 where tokens are made.
pub const STORAGE_2_LOGIN: u16 = 5000;

/// The storages that speak S3: the D platform's (Cloud-Barista) and Object Storage 3.0 ("kcldx").
pub static STORAGE_S3: [Realm; 2] = [
    Realm {
        id: "d_platform",
        base_url: "https://obj-e-1.ktcloud.com",
    },
    Realm {
        id: STORAGE_3,
        base_url: "https://ss1.cloud.kt.com:1000",
    },
];

/// The realm that signs in the old way first.
pub const STORAGE_3: &str = "storage_3";

/// The zones of the D platform that are open to its API ("kcldx" 0.5.2), by path and name.
pub const ZONES: [(&str, &str); 5] = [
    ("d1", "DX-M1"),
    ("d2", "DX-Central"),
    ("d3", "DX-DCN-CJ"),
    ("gd1", "DX-G"),
    ("gd4", "DX-G-YS"),
];

/// Pages of the console. Addresses of pages inside it are not known: the guides name the menus.
pub static LINKS: [Link; 3] = [
    Link {
        id: "console_home",
        url: "https://cloud.kt.com",
    },
    Link {
        id: "gov_console",
        url: "https://gcloud.kt.com/console/",
    },
    Link {
        id: "guide_d",
        url: "https://cloud.kt.com/docs/open-api-guide/d/guide/how-to-use",
    },
];

/// A pair can be checked, and everything else is done in the console.
pub const OPERATIONS: Operations = Operations {
    verify: Support::Api,
    list: Support::Never,
    create: Support::Guided,
    reread: Support::Never,
    update: Support::Never,
    switch: Support::Never,
    regenerate: Support::Never,
    delete: Support::Guided,
    token: Support::Never,
};

/// As [`OPERATIONS`], of what tokens are made with.
pub const OPERATIONS_WITH_TOKENS: Operations = Operations {
    token: Support::Api,
    ..OPERATIONS
};

/// A line of text that must be filled in.
pub const fn text(id: &'static str, max: u32) -> FieldSpec {
    FieldSpec {
        id,
        input: Input::Text { min: 1, max },
        required: true,
        editable: false,
    }
}

/// A secret that must be filled in.
pub const fn secret(id: &'static str) -> FieldSpec {
    FieldSpec {
        id,
        input: Input::Secret { max: 500 },
        required: true,
        editable: false,
    }
}

/// An id that must be filled in and is as good as a secret.
pub const fn secret_id(id: &'static str, max: u32) -> FieldSpec {
    FieldSpec {
        id,
        input: Input::SecretId { max },
        required: true,
        editable: false,
    }
}

/// The two halves of a storage key.
pub const STORAGE_PAIR: [FieldSpec; 2] = [text(ACCESS_KEY, 200), secret(SECRET_KEY)];
