//! Facts that several kinds share.

use super::{ACCESS_KEY, SECRET_KEY};
use crate::kind::{FieldSpec, Input, Link, Realm};

/// The separate clouds: an account exists in one only.
pub static REALMS: [Realm; 3] = [
    Realm {
        id: "public",
        base_url: "https://apigw.ntruss.com",
    },
    Realm {
        id: "government",
        base_url: "https://apigw.gov-ntruss.com",
    },
    Realm {
        id: "financial",
        base_url: "https://apigw.fin-ntruss.com",
    },
];

/// Pages of the console. Addresses of pages inside it are not documented: the guides name the menus.
pub static LINKS: [Link; 4] = [
    Link {
        id: "console_home",
        url: "https://console.ncloud.com",
    },
    Link {
        id: "portal_home",
        url: "https://www.ncloud.com",
    },
    Link {
        id: "gov_portal",
        url: "https://www.gov-ncloud.com",
    },
    Link {
        id: "old_authkeys",
        url: "https://www.ncloud.com/mypage/manage/authkey",
    },
];

/// What an access key consists of, whoever it belongs to.
pub static ACCESS_KEY_FIELDS: [FieldSpec; 2] = [
    FieldSpec {
        id: ACCESS_KEY,
        input: Input::Text { min: 1, max: 200 },
        required: true,
        editable: false,
    },
    FieldSpec {
        id: SECRET_KEY,
        input: Input::Secret { max: 500 },
        required: true,
        editable: false,
    },
];
