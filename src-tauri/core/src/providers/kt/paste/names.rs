//! What labels name, as the console, its guides and other tools write them.

use super::super::{
    ACCESS_KEY, API_KEY, DOMAIN_ID, PASSWORD, PROJECT_ID, PROJECT_NAME, SECRET_KEY, STORAGE_PASS,
    STORAGE_USER, ZONE,
};

/// `API Key`, `KT_CLOUD_API_KEY`, `apikey` …
pub fn g_key(label: &str) -> Option<&'static str> {
    match bare(label).as_str() {
        "apikey" | "api키" => Some(API_KEY),
        "secretkey" | "secret" | "apisecretkey" | "apisecret" | "시크릿키" | "비밀키" => {
            Some(SECRET_KEY)
        }
        _ => None,
    }
}

/// `Project Id`, `프로젝트 이름`, `OS_PASSWORD` …
pub fn d_login(label: &str) -> Option<&'static str> {
    match bare(label).as_str() {
        "projectid" | "프로젝트id" | "프로젝트아이디" | "tenantid" => Some(PROJECT_ID),
        "projectname" | "프로젝트name" | "프로젝트이름" | "프로젝트명" | "tenantname"
        | "username" | "loginid" | "로그인id" | "로그인아이디" | "portalid" | "포털id"
        | "포털아이디" => Some(PROJECT_NAME),
        "password" | "passwd" | "비밀번호" | "패스워드" | "userpassword" => Some(PASSWORD),
        "zone" | "zonename" | "존" | "존이름" => Some(ZONE),
        _ => None,
    }
}

/// `X-Storage-User`, `Access Key`, `ST_KEY` …
pub fn storage_1(label: &str) -> Option<&'static str> {
    match bare(label).as_str() {
        "xstorageuser" | "storageuser" | "stuser" | "accesskey" | "accesskeyid" | "액세스키"
        | "액세스키id" | "username" => Some(STORAGE_USER),
        "xstoragepass" | "storagepass" | "stkey" | "apikey" | "api키" | "secretkey"
        | "storageapikey" | "시크릿키" | "비밀키" => Some(STORAGE_PASS),
        _ => None,
    }
}

/// `Access Key`, `Secret Key`, `Domain ID`, `도메인 ID`, `OS_PROJECT_ID` …
pub fn storage_2(label: &str) -> Option<&'static str> {
    match bare(label).as_str() {
        "username" => Some(ACCESS_KEY),
        "apikey" | "api키" | "password" => Some(SECRET_KEY),
        "domainid" | "userdomainid" | "projectdomainid" | "도메인id" | "도메인아이디" => {
            Some(DOMAIN_ID)
        }
        "projectid" | "프로젝트id" | "프로젝트아이디" | "tenantid" => Some(PROJECT_ID),
        other => pair(other),
    }
}

/// `Access Key`, `aws_secret_access_key` …
pub fn storage_s3(label: &str) -> Option<&'static str> {
    pair(&bare(label))
}

fn pair(bare: &str) -> Option<&'static str> {
    match bare {
        "accesskey" | "accesskeyid" | "액세스키" | "액세스키id" => Some(ACCESS_KEY),
        "secretkey" | "secretaccesskey" | "secret" | "시크릿키" | "비밀키" => {
            Some(SECRET_KEY)
        }
        _ => None,
    }
}

/// Small letters and digits only, without words that say nothing of which value it is.
fn bare(label: &str) -> String {
    if label.len() > LONGEST_LABEL {
        return String::new();
    }
    let label: String = label
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut rest = label.as_str();
    while let Some(shorter) = IDLE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest.to_owned()
}

/// Longer words are no label, and are not looked at: they may be a secret.
const LONGEST_LABEL: usize = 60;

const IDLE: [&str; 15] = [
    "export",
    "setx",
    "set",
    "env",
    "your",
    "new",
    "my",
    "kt",
    "ucloud",
    "cloudstack",
    "cloud",
    "os",
    "aws",
    "s3",
    "d플랫폼",
];
