//! Rules on what people call things.

mod missing_title;
mod missing_translation;

lints! {
    ; absence:
    missing_title,
    missing_translation,
}
