//! Object Storage, as far as a caller needs it to try a key: the list of buckets.

use axum::http::StatusCode;

use super::ask::Ask;
use super::policy::Right;
use super::refusal::{Refusal, escaped};
use super::sigv4::denied;
use super::world::World;
use crate::reply::{Content, Reply};

pub(super) fn list(world: &World, ask: &Ask) -> Result<Reply, Refusal> {
    if !world.may(ask.caller, Right::UseObjectStorage) {
        return Err(denied("AccessDenied", "Access Denied"));
    }
    let bucket = |bucket: &super::world::Bucket| {
        format!(
            "<Bucket><Name>{}</Name><CreationDate>{:.3}</CreationDate></Bucket>",
            escaped(&bucket.name),
            bucket.created_at
        )
    };
    let buckets: String = world.buckets.iter().map(bucket).collect();
    let owner = world.account.id;
    Ok(Reply::new(
        StatusCode::OK,
        Content::Xml(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <ListAllMyBucketsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
             <Owner><ID>{owner}</ID><DisplayName>{owner}</DisplayName></Owner>\
             <Buckets>{buckets}</Buckets></ListAllMyBucketsResult>"
        )),
    ))
}
