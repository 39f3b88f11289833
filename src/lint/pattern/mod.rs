//! Rules on supervision models.

mod incomplete_model;
mod model_contradiction;
mod model_of_one;
mod model_unknown_duty;
mod model_unknown_key;
mod model_window;
mod model_without_id;
mod model_without_question;

lints! {
    model_contradiction,
    model_of_one,
    model_window;
    absence:
    incomplete_model,
    model_without_id,
    model_without_question;
    elsewhere:
    model_unknown_duty,
    model_unknown_key,
}
