//! Rules on the data that a duty may record.

mod bad_retention;
mod data_without_purpose;
mod sensitive_data_without_purpose;
mod sensitive_data_without_retention;

lints! {
    bad_retention;
    absence:
    data_without_purpose,
    sensitive_data_without_purpose,
    sensitive_data_without_retention,
}
