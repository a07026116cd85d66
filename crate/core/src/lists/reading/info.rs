//! The header of a list: title, version, date, licence, home.

use serde::{Deserialize, Serialize};

use super::List;

/// What a list says of itself in its first comments. What it does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListInfo {
    /// The list's id ([`List::id`]).
    pub id: String,
    /// `! Title:`, or the id.
    pub name: String,
    /// `! Version:`.
    pub version: String,
    /// `! TimeUpdated:` or `! Last modified:`, as written.
    pub date: String,
    /// `! License:` or `! Licence:`: a name or an address.
    pub licence: String,
    /// `! Homepage:`.
    pub homepage: String,
}

impl ListInfo {
    pub(super) fn of(list: &List) -> Self {
        let mut info = Self { id: list.id.clone(), ..Self::default() };
        let header = list.text.lines().take_while(|line| {
            let line = line.trim_start();
            line.is_empty() || line.starts_with('!') || line.starts_with('[') || line.starts_with('#')
        });
        for line in header {
            let comment = line.trim_start_matches(['!', '#']).trim();
            let Some((key, value)) = comment.split_once(':') else {
                continue;
            };
            let field = match key.trim().to_ascii_lowercase().as_str() {
                "title" => &mut info.name,
                "version" => &mut info.version,
                "timeupdated" | "last modified" => &mut info.date,
                "license" | "licence" => &mut info.licence,
                "homepage" => &mut info.homepage,
                _ => continue,
            };
            if field.is_empty() {
                value.trim().clone_into(field);
            }
        }
        if info.name.is_empty() {
            info.name.clone_from(&list.id);
        }
        info
    }
}
