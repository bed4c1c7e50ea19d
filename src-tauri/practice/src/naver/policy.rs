//! Policies, and what they allow.

use serde::{Deserialize, Serialize};

/// A policy managed by the service, as attached to a sub account. Names are those of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Policy {
    /// Everything.
    #[serde(rename = "NCP_ADMINISTRATOR")]
    Administrator,
    /// Everything but account matters.
    #[serde(rename = "NCP_INFRA_MANAGER")]
    InfraManager,
    /// API Gateway, everything.
    #[serde(rename = "NCP_API_GATEWAY_MANAGER")]
    ApiGatewayManager,
    /// API Gateway, reading; that includes the values of its keys.
    #[serde(rename = "NCP_API_GATEWAY_VIEWER")]
    ApiGatewayViewer,
    /// Sub accounts and their keys.
    #[serde(rename = "NCP_SUB_ACCOUNT_MANAGER")]
    SubAccountManager,
    /// Sub accounts and their keys, reading.
    #[serde(rename = "NCP_SUB_ACCOUNT_VIEWER")]
    SubAccountViewer,
}

/// What a call needs.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Right {
    ReadApiGateway,
    ChangeApiGateway,
    ReadSubAccounts,
    ChangeSubAccounts,
    UseObjectStorage,
}

impl Policy {
    pub(super) fn grants(self, right: Right) -> bool {
        match self {
            Policy::Administrator => true,
            Policy::InfraManager => matches!(
                right,
                Right::ReadApiGateway | Right::ChangeApiGateway | Right::UseObjectStorage
            ),
            Policy::ApiGatewayManager => {
                matches!(right, Right::ReadApiGateway | Right::ChangeApiGateway)
            }
            Policy::ApiGatewayViewer => right == Right::ReadApiGateway,
            Policy::SubAccountManager => {
                matches!(right, Right::ReadSubAccounts | Right::ChangeSubAccounts)
            }
            Policy::SubAccountViewer => right == Right::ReadSubAccounts,
        }
    }
}
