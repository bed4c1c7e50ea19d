//! What a new organization starts with.

use std::io;

use jiff::Timestamp;

use super::iam_keys::Draft;
use super::world::{Named, Project, User, World};
use super::{Bootstrap, Options, iam_keys, mint, s3_keys};
use crate::clock::{shifted, whole_seconds};

const DAY: i64 = 24 * 3_600;

/// A world with one user, its projects and first key, and what lessons need.
pub(super) fn first_world(options: &Options, now: Timestamp) -> io::Result<(World, Bootstrap)> {
    let now = whole_seconds(now);
    let mut world = World::new(
        named(&options.organization_name),
        User {
            id: mint::id(),
            name: options.user_name.clone(),
            enabled: true,
        },
    );
    add_projects(&mut world);
    let projects: Vec<String> = world.projects.iter().map(|one| one.id.clone()).collect();
    let [shop, data, lab] = projects.as_slice() else {
        return Err(io::Error::other("a new organization has three projects"));
    };
    let first = draft("practice-key", "연습용 키", shop);
    let (id, secret) = iam_keys::add(&mut world, first, shifted(now, -30 * DAY))?;
    if options.lessons {
        s3_keys::add(&mut world, shop.clone(), shifted(now, -21 * DAY), None);
        let mut nightly = draft("nightly-export", "Exports to the warehouse", data);
        nightly.expires_at = Some(shifted(now, 20 * DAY));
        iam_keys::add(&mut world, nightly, shifted(now, -70 * DAY))?;
        let mut old = draft("지난 실습", "", lab);
        old.expires_at = Some(shifted(now, -10 * DAY));
        iam_keys::add(&mut world, old, shifted(now, -100 * DAY))?;
    }
    world.changed = false;
    let bootstrap = Bootstrap {
        id,
        secret,
        user_id: world.user.id.clone(),
        project_id: shop.clone(),
    };
    Ok((world, bootstrap))
}

fn named(name: &str) -> Named {
    Named {
        id: mint::id(),
        name: name.to_owned(),
    }
}

fn draft(name: &str, description: &str, project: &str) -> Draft {
    Draft {
        name: name.to_owned(),
        description: Some(description.to_owned()).filter(|text| !text.is_empty()),
        project: project.to_owned(),
        unrestricted: false,
        expires_at: None,
        secret: None,
    }
}

/// A shop, its data and a place to try things, each with another role.
fn add_projects(world: &mut World) {
    world.roles = ["member", "admin", "reader"].map(named).into();
    let project = |name: &str, description: &str, role: &Named, buckets: &[&str]| Project {
        id: mint::id(),
        name: name.to_owned(),
        description: description.to_owned(),
        role: role.id.clone(),
        member: true,
        buckets: buckets.iter().map(|name| (*name).to_owned()).collect(),
    };
    if let [member, admin, reader] = world.roles.as_slice() {
        world.projects = vec![
            project(
                "practice-shop",
                "연습용 쇼핑몰",
                member,
                &["practice-backup", "practice-photos"],
            ),
            project("practice-data", "", admin, &["practice-exports"]),
            project("practice-lab", "", reader, &[]),
        ];
    }
}
