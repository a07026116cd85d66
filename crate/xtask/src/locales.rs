//! The words of the extension as they are shipped: without the descriptions, which are for those who translate. In the
//! translations these are the English sentences, a third of each file.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::Failure;

/// Takes the descriptions out of every language under `dist`'s `_locales`.
pub(crate) fn strip(dist: &Path) -> Result<(), Failure> {
    let folder = dist.join("_locales");
    for entry in fs::read_dir(&folder).map_err(Failure::file(&folder))? {
        let file = entry.map_err(Failure::file(&folder))?.path().join("messages.json");
        let text = fs::read_to_string(&file).map_err(Failure::file(&file))?;
        let words = without_descriptions(&text);
        let words = words.map_err(|error| Failure::Other(format!("{}: {error}", file.display())))?;
        fs::write(&file, words).map_err(Failure::file(&file))?;
    }
    Ok(())
}

fn without_descriptions(text: &str) -> serde_json::Result<String> {
    let mut messages: Value = serde_json::from_str(text)?;
    for message in messages.as_object_mut().into_iter().flat_map(|all| all.values_mut()) {
        if let Some(fields) = message.as_object_mut() {
            fields.shift_remove("description");
        }
    }
    Ok(format!("{messages:#}\n"))
}

#[cfg(test)]
mod tests {
    use super::without_descriptions;

    #[test]
    fn descriptions_are_taken_out_and_all_else_stays_in_order() {
        let text = r#"{"b": {"message": "B $1", "description": "of $1"}, "a": {"message": "A"}}"#;
        let expected = "{\n  \"b\": {\n    \"message\": \"B $1\"\n  },\n  \"a\": {\n    \"message\": \"A\"\n  }\n}\n";
        assert_eq!(without_descriptions(text).ok().as_deref(), Some(expected));
    }
}
