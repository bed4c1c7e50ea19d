//! Made-up ids and secrets in the shape of real ones.

use uuid::Uuid;

use super::refusal::Refusal;
use crate::random;

/// An access key id and its secret.
pub(super) struct Minted {
    pub access_key: String,
    pub secret_key: String,
}

/// Makes a fresh pair. Fails only if the system gives no randomness.
pub(super) fn access_key() -> Result<Minted, Refusal> {
    Ok(Minted {
        access_key: format!("ncp_iam_{}", letters(20)?),
        secret_key: format!("ncp_iam_{}", letters(32)?),
    })
}

/// The primary or secondary value of an API Gateway key: 40 letters and digits.
pub(super) fn api_key_value() -> Result<String, Refusal> {
    letters(40)
}

/// A password of 12 characters, of each kind the service asks for.
pub(super) fn password() -> Result<String, Refusal> {
    Ok(format!("{}aA1!", letters(8)?))
}

/// The id of something in API Gateway: 10 characters.
pub(super) fn short_id() -> String {
    Uuid::new_v4()
        .simple()
        .to_string()
        .chars()
        .take(10)
        .collect()
}

fn letters(count: usize) -> Result<String, Refusal> {
    random::letters(count).map_err(|error| Refusal::unexpected(error.to_string()))
}
