//! What documents mean: the documents themselves ([`docs`]), all of a set together ([`Draft`]),
//! and the resolved [`Model`], in which there are ids and no names.

pub mod calendar;
pub mod condition;
pub mod deadline;
pub mod docs;
pub mod draft;
pub mod imports;
pub mod limit;
pub mod load;
pub mod overlay;
pub mod resolve;
pub mod revision;
pub mod rules;
pub mod scenario;
pub mod schema;
pub mod time;
pub mod title;
pub mod waiver;
pub mod within;

pub use calendar::Calendar;
pub use condition::Condition;
pub use draft::Draft;
pub use limit::Limit;
pub use load::load;
pub use resolve::Model;
pub use time::{Day, Moment, Zone};
pub use title::Title;
