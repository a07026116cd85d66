//! The catalogue from its files: read, checked, joined with who owns which domain, and handed on in the core's shapes
//! and in those of the extension's pages. docs/catalogue.md describes the files.

mod check;
mod companies;
mod count;
mod coverage;
mod pages;
mod text;
mod who;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bystander_core::Catalogue;
use bystander_core::catalogue::{Companies, Network, Parameter, Pattern, Pixel, Proxy, Widget};
use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::args::CatalogueArgs;
use crate::failure::{Failure, say};
use check::{File, Problem};
use text::{NamesText, NetworkText, ParameterText, PixelText, SupplementText};

pub(crate) use check::Problem as CatalogueProblem;
pub(crate) use count::Counts;
pub(crate) use coverage::named_share;
pub(crate) use pages::Pages;
pub(crate) use who::Who;

/// Everything the files say.
pub(crate) struct Known {
    /// For the core.
    pub(crate) catalogue: Catalogue,
    /// For the extension's pages.
    pub(crate) pages: Pages,
    /// For the page of companies alone.
    pub(crate) who: Who,
    /// For the report.
    pub(crate) counts: Counts,
}

/// `bystander catalogue`: checks the files and counts what is in them.
pub(crate) fn run(args: &CatalogueArgs) -> Result<ExitCode, Failure> {
    let known = read(&args.data)?;
    say(known.counts);
    Ok(ExitCode::SUCCESS)
}

/// The files of this project.
pub(crate) fn default_folder() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
    workspace.join("crate/core/data")
}

/// Reads, checks and joins the files in `folder`.
pub(crate) fn read(folder: &Path) -> Result<Known, Failure> {
    let mut problems = Vec::new();
    let mut networks = Vec::new();
    for path in toml_files(folder)? {
        let text = text_of(&path)?;
        let shown = shown(&path);
        let mut file = File::new(&shown, &text);
        let network: Option<NetworkText> = file.read();
        if let Some(network) = &network {
            file.check_network(network);
        }
        problems.extend(file.finish());
        networks.extend(network.map(|network| (shown, text, network)));
    }
    problems.extend(check::check_together(&networks));
    let folder = folder.join("companies");
    let names: Option<NamesText> = companion(&folder.join("names.toml"), &mut problems, |_, _| {})?;
    let supplement: Option<SupplementText> =
        companion(&folder.join("supplement.toml"), &mut problems, check::check_supplement)?;
    let (Some(names), Some(supplement), true) = (names, supplement, problems.is_empty()) else {
        return Err(Failure::Catalogue(problems));
    };
    let third_party_web = companies::third_party_web()?;
    let texts: Vec<(String, &NetworkText)> = networks.iter().map(|(path, _, network)| (id_of(path), network)).collect();
    let claims = companies::claims(&texts, &names, &supplement, &third_party_web);
    let owned: Vec<_> = claims.iter().map(|claim| claim.row.clone()).collect();
    let companies = Companies::build(&owned);
    let counts = Counts::of(&texts, &owned);
    let pages = Pages::of(&texts);
    let who = Who::of(&texts, &supplement, &claims, &companies);
    let networks = texts.into_iter().map(|(id, network)| compiled(id, network)).collect();
    Ok(Known { catalogue: Catalogue::new(networks, companies), pages, who, counts })
}

/// Names what the catalogue is made from: changes whenever a file does.
pub(crate) fn stamp(folder: &Path) -> Result<String, Failure> {
    let mut hasher = Sha256::new();
    for path in toml_files(folder)?.into_iter().chain(toml_files(&folder.join("companies"))?) {
        hasher.update(path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
        hasher.update(text_of(&path)?);
    }
    Ok(format!("{} {:x}", companies::INTEGRITY, hasher.finalize()))
}

fn companion<T: serde::de::DeserializeOwned>(
    path: &Path,
    problems: &mut Vec<Problem>,
    check: impl Fn(&mut File<'_>, &T),
) -> Result<Option<T>, Failure> {
    let text = text_of(path)?;
    let shown = shown(path);
    let mut file = File::new(&shown, &text);
    let read: Option<T> = file.read();
    if let Some(read) = &read {
        check(&mut file, read);
    }
    problems.extend(file.finish());
    Ok(read)
}

fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |source| Failure::Read { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    Ok(paths)
}

fn text_of(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|source| Failure::Read { path: path.to_owned(), source })
}

/// The path as people see it: from the working folder, where it lies under it.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).to_owned()
}

fn id_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn compiled(id: String, network: &NetworkText) -> Network {
    let widget = |widget: &text::WidgetText| Widget {
        id: widget.id.get_ref().clone(),
        name: widget.name.clone(),
        frames: patterns(&widget.frames),
        scripts: patterns(&widget.scripts),
        stand_in: widget.stand_in,
    };
    let pixel = |pixel: &PixelText| Pixel {
        id: pixel.id.get_ref().clone(),
        name: pixel.name.clone(),
        endpoints: patterns(&pixel.endpoints),
        loaders: patterns(&pixel.loaders),
        payload: pixel.payload.clone(),
        event: pixel.event.clone(),
        parameters: who::parameters(pixel, network).map(parameter).collect(),
        proxy: pixel.proxy.as_ref().map(|proxy| Proxy {
            path: proxy.path.as_ref().and_then(|path| Pattern::parse(path.get_ref()).ok()),
            keys: proxy.keys.clone(),
        }),
    };
    Network {
        id,
        name: network.name.get_ref().clone(),
        company: network.company.clone(),
        domains: network.domains.iter().map(|domain| domain.get_ref().clone()).collect(),
        widgets: network.widgets.iter().map(widget).collect(),
        pixels: network.pixels.iter().map(pixel).collect(),
    }
}

/// Patterns that the check has found good.
fn patterns(written: &[Spanned<String>]) -> Vec<Pattern> {
    written.iter().filter_map(|pattern| Pattern::parse(pattern.get_ref()).ok()).collect()
}

fn parameter(parameter: &ParameterText) -> Parameter {
    Parameter {
        name: parameter.name.get_ref().clone(),
        meaning: parameter.meaning.clone(),
        class: parameter.class,
        identifies: parameter.identifies.unwrap_or(parameter.class.identifies()),
        holds: parameter.holds,
    }
}
