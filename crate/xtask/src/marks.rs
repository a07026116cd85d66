//! The networks' marks, by which placeholders name them: one path and one colour each, from the pinned npm package
//! `simple-icons`. Which network has which mark is the catalogue's word.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::failure::Failure;

/// `data/marks.json`: by network, for those of the catalogue's pages that name a mark.
pub(crate) fn of(catalogue: &Path, package: &Path) -> Result<String, Failure> {
    let icons = read_json(&package.join("_data/simple-icons.json"))?;
    let icons = entries(&icons, "icons");
    let mut marks = Map::new();
    for network in entries(&read_json(catalogue)?, "networks") {
        if let (Some(id), Some(slug)) = (text(network, "id"), text(network, "mark")) {
            let of_network = |what| Failure::Other(format!("crate/core/data/{id}.toml: the mark '{slug}' {what}"));
            let icon = icons.iter().find(|icon| has_slug(icon, slug));
            let colour = icon.and_then(|icon| text(icon, "hex")).filter(|hex| is_colour(hex));
            let colour = colour.ok_or_else(|| of_network("is none of simple-icons"))?;
            let file = package.join("icons").join(format!("{slug}.svg"));
            let svg = fs::read_to_string(&file).map_err(Failure::file(file))?;
            let path = path_in(&svg).ok_or_else(|| of_network("is drawn with more than a path"))?;
            marks.insert(id.to_owned(), json!({ "path": path, "colour": format!("#{colour}") }));
        }
    }
    Ok(format!("{:#}\n", Value::Object(marks)))
}

fn read_json(path: &Path) -> Result<Value, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::file(path))?;
    serde_json::from_str(&text).map_err(|error| Failure::Other(format!("{}: {error}", path.display())))
}

fn entries<'a>(file: &'a Value, name: &str) -> &'a [Value] {
    file.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(entry: &'a Value, name: &str) -> Option<&'a str> {
    entry.get(name).and_then(Value::as_str)
}

/// The package states a slug where its own rule for titles would not make it. Accents, which the rule takes off, are not
/// read here: no network's title has one.
fn has_slug(icon: &Value, slug: &str) -> bool {
    let from_title = || {
        let title = text(icon, "title").unwrap_or_default().to_lowercase();
        let spelt = title.replace('+', "plus").replace('.', "dot").replace('&', "and");
        spelt.chars().filter(char::is_ascii_alphanumeric).collect()
    };
    text(icon, "slug").map_or_else(from_title, str::to_owned) == slug
}

fn is_colour(hex: &str) -> bool {
    hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What an icon's one path draws. Pages are given nothing but the letters and numbers of a path.
fn path_in(svg: &str) -> Option<&str> {
    let (before, after) = svg.split_once("<path d=\"")?;
    let (path, end) = after.split_once('"')?;
    let is_path = |byte: u8| b"MmZzLlHhVvCcSsQqTtAaEe0123456789,.- ".contains(&byte);
    let is_alone = end == "/></svg>" && before.matches('<').count() == 3;
    (is_alone && !path.is_empty() && path.bytes().all(is_path)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_found_by_its_stated_slug_or_its_title() {
        for (icon, slug, expected) in [
            (json!({ "title": "Mail.Ru" }), "maildotru", true),
            (json!({ "title": "Mail.Ru" }), "mailru", false),
            (json!({ "title": "Google Ads" }), "googleads", true),
            (json!({ "title": "A+ & B" }), "aplusandb", true),
            (json!({ "title": "Acme", "slug": "acmeinc" }), "acmeinc", true),
            (json!({ "title": "Acme", "slug": "acmeinc" }), "acme", false),
            (json!({}), "acme", false),
        ] {
            assert_eq!(has_slug(&icon, slug), expected, "{icon} {slug}");
        }
    }

    #[test]
    fn a_mark_is_one_path_and_nothing_else() {
        let icon = |inside: &str| format!("<svg viewBox=\"0 0 24 24\"><title>Acme</title>{inside}</svg>");
        assert_eq!(path_in(&icon("<path d=\"M1 2.5l-3,4Z\"/>")), Some("M1 2.5l-3,4Z"));
        for inside in [
            "",
            "<path d=\"\"/>",
            "<path d=\"M1 2\" fill=\"red\"/>",
            "<path d=\"M1 2\"/><path d=\"M3 4\"/>",
            "<circle r=\"1\"/><path d=\"M1 2\"/>",
            "<path d=\"M1 2'alert\"/>",
        ] {
            assert_eq!(path_in(&icon(inside)), None, "{inside}");
        }
    }

    #[test]
    fn a_colour_is_six_hexadecimal_digits() {
        for (hex, expected) in [("0866FF", true), ("0866ff", true), ("0866F", false), ("0866FG", false), ("", false)] {
            assert_eq!(is_colour(hex), expected, "{hex}");
        }
    }
}
