//! What the extension's pages show of the catalogue: who each network is, what it makes, its cookies, what stands in
//! for a widget, and where every fact is from. Shapes only; `decode` brings the meaning of parameters.

use bystander_core::catalogue::Class;
use serde::Serialize;
use toml::Spanned;

use super::text::{Method, NetworkKind, NetworkText, OriginalText, Place, Source, WidgetKind};

/// `data/catalogue.json`.
#[derive(Serialize)]
pub(crate) struct Pages {
    networks: Vec<NetworkPage>,
}

#[derive(Serialize)]
struct NetworkPage {
    id: String,
    name: String,
    company: String,
    kind: NetworkKind,
    site: String,
    policy: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<ShareFact>,
    sources: Vec<SourceFact>,
    widgets: Vec<WidgetFact>,
    pixels: Vec<PixelFact>,
    cookies: Vec<CookieFact>,
    links: Vec<LinkFact>,
    shims: Vec<ShimFact>,
}

#[derive(Serialize)]
struct ShareFact {
    address: String,
    label: String,
    short: String,
    sources: Vec<SourceFact>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WidgetFact {
    id: String,
    name: String,
    kind: WidgetKind,
    shows: String,
    elements: Vec<String>,
    works_without_script: bool,
    has_script: bool,
    original: Vec<OriginalFact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    made_by: Option<Vec<String>>,
    placeholder: bool,
    /// Width and height.
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<[u16; 2]>,
    sources: Vec<SourceFact>,
}

#[derive(Serialize)]
struct OriginalFact {
    from: String,
    to: String,
    decode: bool,
}

#[derive(Serialize)]
struct PixelFact {
    id: String,
    name: String,
    methods: Vec<Method>,
    sources: Vec<SourceFact>,
}

#[derive(Serialize)]
struct CookieFact {
    name: String,
    on: Place,
    purpose: String,
    /// None, one, or shortest and longest.
    lifetime: Vec<String>,
    ruling: bool,
    sources: Vec<SourceFact>,
}

#[derive(Serialize)]
struct LinkFact {
    parameter: String,
    meaning: String,
    class: Class,
    sources: Vec<SourceFact>,
}

#[derive(Serialize)]
struct ShimFact {
    address: String,
    target: String,
    sources: Vec<SourceFact>,
}

#[derive(Serialize)]
struct SourceFact {
    title: String,
    address: String,
    /// Of the source, or when it was read.
    date: String,
}

impl Pages {
    pub(super) fn of(networks: &[(String, &NetworkText)]) -> Self {
        Self { networks: networks.iter().map(|(id, network)| page(id, network)).collect() }
    }
}

fn page(id: &str, network: &NetworkText) -> NetworkPage {
    let sources = |cited: &Source| sources(network, cited);
    let widgets = network.widgets.iter().map(|widget| WidgetFact {
        id: widget.id.get_ref().clone(),
        name: widget.name.clone(),
        kind: widget.kind,
        shows: widget.shows.clone(),
        elements: plain(&widget.elements),
        works_without_script: widget.works_without_script,
        has_script: !widget.scripts.is_empty(),
        original: widget.original.iter().map(original).collect(),
        made_by: widget.made_by.as_deref().map(plain),
        placeholder: widget.placeholder,
        size: widget.size.as_ref().map(|size| *size.get_ref()),
        sources: sources(&widget.source),
    });
    let pixels = network.pixels.iter().map(|pixel| PixelFact {
        id: pixel.id.get_ref().clone(),
        name: pixel.name.clone(),
        methods: pixel.methods.clone(),
        sources: sources(&pixel.source),
    });
    let cookies = network.cookies.iter().map(|cookie| CookieFact {
        name: cookie.name.get_ref().clone(),
        on: cookie.on,
        purpose: cookie.purpose.clone(),
        lifetime: plain(&cookie.lifetime),
        ruling: cookie.ruling,
        sources: sources(&cookie.source),
    });
    let links = network.links.iter().map(|link| LinkFact {
        parameter: link.parameter.get_ref().clone(),
        meaning: link.meaning.clone(),
        class: link.class,
        sources: sources(&link.source),
    });
    let shims = network.shims.iter().map(|shim| ShimFact {
        address: shim.address.get_ref().clone(),
        target: shim.target.clone(),
        sources: sources(&shim.source),
    });
    NetworkPage {
        id: id.to_owned(),
        name: network.name.get_ref().clone(),
        company: network.company.clone(),
        kind: network.kind,
        site: network.site.get_ref().clone(),
        policy: network.policy.get_ref().clone(),
        mark: network.mark.as_ref().map(|mark| mark.get_ref().clone()),
        share: network.share.as_ref().map(|share| ShareFact {
            address: share.address.get_ref().clone(),
            label: share.label.clone(),
            short: share.short.clone(),
            sources: sources(&share.source),
        }),
        sources: sources(&network.source),
        widgets: widgets.collect(),
        pixels: pixels.collect(),
        cookies: cookies.collect(),
        links: links.collect(),
        shims: shims.collect(),
    }
}

fn original(original: &OriginalText) -> OriginalFact {
    OriginalFact { from: original.from.get_ref().clone(), to: original.to.get_ref().clone(), decode: original.decode }
}

fn plain(written: &[Spanned<String>]) -> Vec<String> {
    written.iter().map(|text| text.get_ref().clone()).collect()
}

fn sources(network: &NetworkText, cited: &Source) -> Vec<SourceFact> {
    let stated = cited.get_ref().names().iter().filter_map(|name| network.sources.get(name));
    let fact = stated.map(|source| SourceFact {
        title: source.get_ref().title.clone(),
        address: source.get_ref().address.get_ref().clone(),
        date: source.get_ref().date.get_ref().clone(),
    });
    fact.collect()
}
