//! Who is who: identifiers in links, and the resolver that gives every account its one id.

pub mod links;
pub mod resolver;
