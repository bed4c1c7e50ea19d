//! What a new main account starts with.

use std::io;

use jiff::Timestamp;

use super::policy::Policy;
use super::products::{Api, Product, Stage, Subscription, SubscriptionStatus};
use super::refusal::Refusal;
use super::sub_account_fields::Fields;
use super::world::{Bucket, Owner, World};
use super::{Bootstrap, Options, access_keys, api_keys, mint, sub_accounts};
use crate::clock::{shifted, whole_minutes, whole_seconds};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// A world with the main account's first key, and what lessons need.
pub(super) fn first_world(options: &Options, now: Timestamp) -> io::Result<(World, Bootstrap)> {
    let now = whole_seconds(now);
    let mut world = World::new(options.login_alias.clone());
    let first = fill(&mut world, options, now)
        .map_err(|refusal| io::Error::other(format!("{refusal:?}")))?;
    world.changed = false;
    Ok((world, first))
}

fn fill(world: &mut World, options: &Options, now: Timestamp) -> Result<Bootstrap, Refusal> {
    let first = access_keys::add(world, Owner::Main, shifted(now, -30 * DAY), None)?;
    add_products(world, now);
    add_buckets(world, now);
    if options.lessons {
        add_api_keys(world, now)?;
        add_sub_accounts(world, now)?;
    }
    for number in 1..=options.seed_api_keys {
        let name = format!("seed-{number:03}");
        let modifier = world.owner_id(Owner::Main);
        api_keys::add(world, modifier, shifted(now, -DAY), name, None)?;
    }
    Ok(Bootstrap {
        access_key: first.access_key,
        secret_key: first.secret_key,
        account_id: world.account.id.to_string(),
    })
}

fn add_api_keys(world: &mut World, now: Timestamp) -> Result<(), Refusal> {
    let modifier = world.owner_id(Owner::Main);
    let weather = api_keys::add(
        world,
        modifier.clone(),
        shifted(now, -6 * DAY),
        "날씨 위젯".to_owned(),
        Some("쇼핑몰 첫 화면의 날씨".to_owned()),
    )?;
    api_keys::add(
        world,
        modifier,
        shifted(now, -2 * DAY),
        "partner-orders".to_owned(),
        Some("Order status for our partner".to_owned()),
    )?;
    if let Some(product) = world.products.iter().find(|product| product.by_approval) {
        world.subscriptions.push(Subscription {
            api_key: weather,
            product: product.id.clone(),
            status: SubscriptionStatus::Accepted,
            registered_at: shifted(now, -6 * DAY),
            modified_at: shifted(now, -5 * DAY),
        });
    }
    Ok(())
}

/// A robot with a key whose secret nobody knows any more, and a person without a key.
fn add_sub_accounts(world: &mut World, now: Timestamp) -> Result<(), Refusal> {
    let robot = Fields::robot("deploy-robot", "배포 로봇");
    let robot = sub_accounts::add(world, robot, shifted(now, -9 * DAY))?;
    let mut person = Fields::robot("minji.kim", "김민지");
    person.email = Some("minji.kim@example.com".to_owned());
    person.can_console_access = true;
    let person = sub_accounts::add(world, person, shifted(now, -20 * DAY))?;
    let minted = access_keys::add(world, Owner::Sub(robot), shifted(now, -9 * DAY), None)?;
    let key = world
        .access_keys
        .iter_mut()
        .find(|key| key.id == minted.access_key);
    if let Some(key) = key {
        key.last_used = Some(whole_minutes(shifted(now, -HOUR)));
    }
    if let Some(account) = world.sub_account_mut(robot) {
        account.policies.insert(Policy::ApiGatewayManager);
    }
    if let Some(account) = world.sub_account_mut(person) {
        account.policies.insert(Policy::SubAccountViewer);
        account.last_login = Some(shifted(now, -3 * DAY));
    }
    Ok(())
}

/// One of the account's own, open to every key, and one of somebody else who must agree.
fn add_products(world: &mut World, now: Timestamp) {
    let api = |name: &str, stages: &[&str]| Api {
        id: mint::short_id(),
        name: name.to_owned(),
        stages: stages
            .iter()
            .map(|stage| Stage {
                id: mint::short_id(),
                name: (*stage).to_owned(),
            })
            .collect(),
    };
    world.products = vec![
        Product {
            id: mint::short_id(),
            name: "shop-orders".to_owned(),
            description: "Orders of the practice shop".to_owned(),
            publisher: world.owner_id(Owner::Main),
            by_approval: false,
            registered_at: shifted(now, -25 * DAY),
            apis: vec![api("orders", &["v1", "beta"]), api("stock", &["v1"])],
        },
        Product {
            id: mint::short_id(),
            name: "오늘의 날씨".to_owned(),
            description: "동네 날씨와 미세먼지".to_owned(),
            publisher: uuid::Uuid::new_v4().to_string(),
            by_approval: true,
            registered_at: shifted(now, -300 * DAY),
            apis: vec![api("weather", &["prod"])],
        },
    ];
}

fn add_buckets(world: &mut World, now: Timestamp) {
    let bucket = |name: &str, days: i64| Bucket {
        name: name.to_owned(),
        created_at: shifted(now, -days * DAY),
    };
    world.buckets = vec![bucket("practice-backup", 12), bucket("practice-photos", 4)];
}
