//! From names of activities to ids of steps.

/// Activities in the order in which they are first named, with their ids.
#[derive(Default)]
pub(super) struct Names {
    all: Vec<(String, String)>,
}

impl Names {
    /// The id of an activity, whether or not it has been named before.
    pub(super) fn id(&mut self, activity: &str) -> String {
        if let Some((_, id)) = self.all.iter().find(|(name, _)| name == activity) {
            return id.clone();
        }
        let base = slug(activity);
        let mut id = base.clone();
        let mut number = 2;
        while self.all.iter().any(|(_, own)| *own == id) {
            id = format!("{base}_{number}");
            number += 1;
        }
        self.all.push((activity.to_owned(), id.clone()));
        id
    }

    /// Whether an activity has been named.
    pub(super) fn has(&self, activity: &str) -> bool {
        self.all.iter().any(|(name, _)| name == activity)
    }

    /// Each activity with its id.
    pub(super) fn iter(&self) -> impl Iterator<Item = &(String, String)> {
        self.all.iter()
    }
}

/// A name without signs, in small letters.
pub(super) fn slug(text: &str) -> String {
    let mut id = String::new();
    for letter in text.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('_') {
            id.push('_');
        }
    }
    let id = id.trim_end_matches('_').to_owned();
    if id.is_empty() || id.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("step_{id}").trim_end_matches('_').to_owned();
    }
    id
}
