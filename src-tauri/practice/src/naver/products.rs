//! Published products, and which API keys are subscribed to them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answer::{nothing, ok};
use super::api_keys;
use super::ask::{Ask, Rows};
use super::refusal::Refusal;
use super::world::World;
use crate::reply::Reply;

/// Where a subscription stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SubscriptionStatus {
    /// Asked for; the publisher has not decided.
    Request,
    /// The publisher said no to the request.
    Deny,
    /// The key works.
    Accepted,
    /// The publisher ended it.
    Rejected,
    /// Asked for again while blocked.
    BlockedRequest,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Product {
    pub id: String,
    pub name: String,
    pub description: String,
    pub publisher: String,
    /// Whether the publisher must agree to a subscription.
    pub by_approval: bool,
    pub registered_at: Timestamp,
    pub apis: Vec<Api>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Api {
    pub id: String,
    pub name: String,
    pub stages: Vec<Stage>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Stage {
    pub id: String,
    pub name: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Subscription {
    pub api_key: String,
    pub product: String,
    pub status: SubscriptionStatus,
    pub registered_at: Timestamp,
    pub modified_at: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProductOnly {
    product_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KeySearch {
    product_id: String,
    #[serde(default)]
    api_key_name: String,
    offset: Option<usize>,
    limit: Option<usize>,
    status_set: Option<Vec<SubscriptionStatus>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PublisherSearch {
    api_key_value: Option<String>,
    api_key_id: Option<String>,
    offset: usize,
    limit: usize,
    status_set: Option<Vec<SubscriptionStatus>>,
}

pub(super) fn list(world: &World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let key = api_keys::find(world, id)?;
    let found: Vec<Value> = world
        .subscriptions
        .iter()
        .filter(|one| one.api_key == key.id)
        .filter_map(|one| Some((one, product(world, &one.product).ok()?)))
        .map(|(one, product)| {
            json!({
                "productId": product.id,
                "productName": product.name,
                "productDescription": product.description,
                "publisherId": product.publisher,
                "status": one.status,
                "regTime": one.registered_at,
                "modTime": one.modified_at,
                "isSelfProduct": product.publisher == world.account.id.to_string(),
            })
        })
        .collect();
    let total = found.len();
    ok(json!({"apiKeyRelateProductDtos": ask.rows()?.cut(found), "total": total}))
}

pub(super) fn detail(world: &World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let key = api_keys::find(world, id)?;
    let product_id = ask
        .parameter("productId")
        .ok_or_else(|| Refusal::bad_request("productId is required"))?;
    let wanted = |name, id: &str| ask.parameter(name).is_none_or(|wanted| wanted == id);
    let product = product(world, product_id)?;
    let subscribed = subscription(world, id, product_id).is_some();
    let content: Vec<Value> = product
        .apis
        .iter()
        .filter(|api| subscribed && wanted("apiId", &api.id))
        .flat_map(|api| api.stages.iter().map(move |stage| (api, stage)))
        .filter(|(_, stage)| wanted("stageId", &stage.id))
        .map(|(api, stage)| {
            json!({
                "apiId": api.id,
                "apiName": api.name,
                "stageId": stage.id,
                "stageName": stage.name,
                "apiKeyId": key.id,
                "apiKeyName": key.name,
                "usagePlanId": null,
                "usagePlanName": null,
            })
        })
        .collect();
    let total = content.len();
    ok(json!({"apiKeyRelations": {"content": ask.rows()?.cut(content), "total": total}}))
}

/// Own products and open ones are subscribed to at once; others wait for the publisher.
pub(super) fn subscribe(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let key = api_keys::find(world, id)?.id.clone();
    let wanted: ProductOnly = ask.body()?;
    let product = product(world, &wanted.product_id)?;
    if subscription(world, id, &product.id).is_some() {
        return Err(Refusal::bad_request("The API key is subscribed already"));
    }
    let status = match product.by_approval {
        true => SubscriptionStatus::Request,
        false => SubscriptionStatus::Accepted,
    };
    world.subscriptions.push(Subscription {
        api_key: key,
        product: wanted.product_id,
        status,
        registered_at: ask.now,
        modified_at: ask.now,
    });
    world.changed = true;
    nothing()
}

pub(super) fn unsubscribe(world: &mut World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    api_keys::find(world, id)?;
    let wanted: ProductOnly = ask.body()?;
    let before = world.subscriptions.len();
    world
        .subscriptions
        .retain(|one| (one.api_key.as_str(), &one.product) != (id, &wanted.product_id));
    if world.subscriptions.len() == before {
        return Err(Refusal::not_found());
    }
    world.changed = true;
    nothing()
}

pub(super) fn search_keys(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    let search: KeySearch = ask.body()?;
    let found = related(
        world,
        &search.product_id,
        search.status_set.as_deref(),
        |key| key.name.contains(&search.api_key_name),
    )?;
    let limit = search.limit.unwrap_or(ask.options.default_limit);
    page(ask, search.offset.unwrap_or(0), limit, found)
}

pub(super) fn search_as_publisher(world: &World, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let search: PublisherSearch = ask.body()?;
    let found = related(world, id, search.status_set.as_deref(), |key| {
        let by_value = |value: &String| *value == key.primary || *value == key.secondary;
        search.api_key_id.as_ref().is_none_or(|id| *id == key.id)
            && search.api_key_value.as_ref().is_none_or(by_value)
    })?;
    page(ask, search.offset, search.limit, found)
}

/// The keys related to a product, with their values, as its publisher sees them.
fn related(
    world: &World,
    product_id: &str,
    statuses: Option<&[SubscriptionStatus]>,
    wanted: impl Fn(&super::world::ApiKey) -> bool,
) -> Result<Vec<Value>, Refusal> {
    let product = product(world, product_id)?;
    let found = world
        .subscriptions
        .iter()
        .filter(|one| one.product == product.id)
        .filter(|one| statuses.is_none_or(|set| set.contains(&one.status)))
        .filter_map(|one| Some((one, api_keys::find(world, &one.api_key).ok()?)))
        .filter(|(_, key)| wanted(key))
        .map(|(one, key)| {
            json!({
                "apiKeyId": key.id,
                "apiKeyName": key.name,
                "primaryKey": key.primary,
                "secondaryKey": key.secondary,
                "status": one.status,
                "regTime": one.registered_at,
                "modTime": one.modified_at,
                "domainCode": "PUB",
            })
        });
    Ok(found.collect())
}

fn page(ask: &Ask, offset: usize, limit: usize, found: Vec<Value>) -> Result<Reply, Refusal> {
    if limit == 0 {
        return Err(Refusal::bad_request("limit must be at least 1"));
    }
    let total = found.len();
    let content = Rows::of(offset, limit, ask).cut(found);
    ok(json!({"apiKeyPage": {"total": total, "content": content}}))
}

fn product<'a>(world: &'a World, id: &str) -> Result<&'a Product, Refusal> {
    world
        .products
        .iter()
        .find(|product| product.id == id)
        .ok_or_else(Refusal::not_found)
}

fn subscription<'a>(world: &'a World, key: &str, product: &str) -> Option<&'a Subscription> {
    world
        .subscriptions
        .iter()
        .find(|one| one.api_key == key && one.product == product)
}
