//! What an API Gateway key may be used for: products that somebody published (`apigateway-apikey-products`,
//! `-subscription-detail`, `-subscribe`, `-unsubscribe`).

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

use super::pages::{Page, by_offset};
use super::wire::{Products, Relation, Relations};
use super::{AT_ONCE, Client, Service, id_for_path};
use crate::error::Result;
use crate::model::Subscription;

/// Products whose stages are read; those of more are left open.
const MOST_STAGES_READ: usize = 50;

/// The products, and where they let the key in.
pub async fn all(client: &Client<'_>, remote_id: &str) -> Result<Vec<Subscription>> {
    let parts = ["api-keys", id_for_path(remote_id)?, "products"];
    let mut all = by_offset(client, &parts, |page: Products| Page {
        // What has no id cannot be subscribed to or ended: it is left out, and hides nothing else.
        entries: page.api_key_relate_product_dtos.map(|products| {
            let known = products.into_iter().filter_map(|product| {
                let one = product.subscription()?;
                Some((one.product.clone(), one))
            });
            known.collect()
        }),
        total: page.total,
        more: None,
    })
    .await?;
    let most = all.len().min(MOST_STAGES_READ);
    for some in all[..most].chunks_mut(AT_ONCE) {
        let asked = some
            .iter()
            .map(|one| stages(client, remote_id, &one.product));
        let read = join_all(asked).await;
        for (one, stages) in some.iter_mut().zip(read) {
            one.stages = stages;
        }
    }
    Ok(all)
}

/// "API / stage"; `None` when it could not be read.
async fn stages(client: &Client<'_>, remote_id: &str, product: &str) -> Option<Vec<String>> {
    let parts = ["api-keys", remote_id, "subscription-detail"];
    let query = [("productId", product), ("offset", "0"), ("limit", "100")];
    let read: Relations = client.get(Service::ApiGateway, &parts, &query).await.ok()?;
    let stages = read.api_key_relations?.content?;
    Some(stages.into_iter().filter_map(Relation::words).collect())
}

/// Asks a product's publisher for access, or ends it.
pub async fn set(client: &Client<'_>, remote_id: &str, product: &str, on: bool) -> Result<()> {
    let verb = if on { "subscribe" } else { "unsubscribe" };
    let parts = ["api-keys", id_for_path(remote_id)?, verb];
    let body = json!({"productId": product});
    let sent = client.change(Service::ApiGateway, Method::POST, &parts, &body);
    sent.await.map(drop)
}
