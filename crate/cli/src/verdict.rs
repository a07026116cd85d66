//! `bystander verdict`: what happens to a request, for people or, line by line, for programs.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use bystander_core::facts::UnknownType;
use bystander_core::lists::Reading;
use bystander_core::verdict::Rule;
use bystander_core::{
    Action, Catalogue, Engine, Facts, Grantee, Identity, List, Moment, Reason, RequestType, Verdict, decide,
};
use serde::Deserialize;

use crate::args::VerdictArgs;
use crate::failure::Failure;
use crate::lines::Lines;
use crate::{embedded, files, stream};

/// `{"url", "page", "type"[, "frame", "method"]}`.
#[derive(Deserialize)]
struct RequestLine<'a> {
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow)]
    page: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    frame: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    method: Option<Cow<'a, str>>,
}

pub(crate) fn run(args: &VerdictArgs) -> Result<ExitCode, Failure> {
    let (engine, lines) = rules(args)?;
    let catalogue = if args.no_catalogue { Catalogue::default() } else { embedded::catalogue()? };
    let decide = |facts: &Facts| decide(facts, &args.choices.policy(facts), &catalogue, &engine, Moment(0.0));
    let stdout = BufWriter::new(io::stdout().lock());
    match (&args.url, &args.page, args.kind) {
        (Some(url), Some(page), Some(kind)) => {
            let facts = Facts::new(url, page, args.frame.as_deref(), kind, &args.method);
            explain(&decide(&facts), |rule| lines.text(rule, &facts), stdout).map_err(Failure::Output)?;
            Ok(ExitCode::SUCCESS)
        }
        _ => stream::run(io::stdin().lock(), stdout, |line| {
            let facts = facts(line)?;
            Ok(lines.explain(decide(&facts), &facts))
        }),
    }
}

fn facts(line: &str) -> Result<Facts, String> {
    let request: RequestLine<'_> = stream::read(line)?;
    let kind: RequestType = request.kind.parse().map_err(|error: UnknownType| error.to_string())?;
    let method = request.method.as_deref().unwrap_or("GET");
    Ok(Facts::new(&request.url, &request.page, request.frame.as_deref(), kind, method))
}

fn rules(args: &VerdictArgs) -> Result<(Engine, Lines), Failure> {
    if args.lists.is_empty() {
        return Ok((embedded::engine()?, Lines::embedded()?));
    }
    let lists = args.lists.iter().map(|path| files::read_list(path)).collect::<Result<Vec<_>, _>>()?;
    let readings: Vec<Reading<'_>> = lists.iter().map(List::read).collect();
    Ok((Engine::build(&readings), Lines::of(&lists)))
}

/// For people: what happens, then who decided.
fn explain(verdict: &Verdict, line: impl Fn(&Rule) -> String, mut out: impl Write) -> io::Result<()> {
    let action = match verdict.action {
        Action::Allow => "allow: the request goes out as it is",
        Action::Strip => "strip: the request goes out without cookies and without the page's address",
        Action::Clean => "clean: tracking parameters are removed from the URL first",
        Action::Replace => "replace: the request is stopped and something local takes its place",
        Action::Block => "block: the request never leaves the browser",
    };
    writeln!(out, "{action}")?;
    if let Some(url) = &verdict.url {
        writeln!(out, "     to: {url}")?;
    }
    match &verdict.reason {
        Reason::Rule(rule) => cite(&mut out, "rule", rule, &line(rule)),
        Reason::ExceptionRule(rule) => cite(&mut out, "exception rule", rule, &line(rule)),
        Reason::SiteException { site } => writeln!(out, "because: you excepted {site}"),
        Reason::Permission { grantee, identity, until: _ } => {
            let identity = match identity {
                Identity::With => "with",
                Identity::Without => "without",
            };
            match grantee {
                Grantee::Company { company } => {
                    writeln!(out, "because: you let {company} load here, {identity} identity")
                }
                Grantee::Widget { network, name } => {
                    writeln!(out, "because: you let {name} of the network {network} load here, {identity} identity")
                }
            }
        }
        Reason::Pixel(entry) => writeln!(out, "because: {}, a pixel of the network {}", entry.name, entry.network),
        Reason::Widget(entry) => writeln!(out, "because: {}, a widget of the network {}", entry.name, entry.network),
        Reason::Company { company } => writeln!(out, "because: {company} follows people, and this page is not its own"),
        Reason::Strict => writeln!(out, "because: the level is strict and this is a third party"),
        Reason::Unsupported => writeln!(out, "because: only http, https, ws and wss of web pages are judged"),
        Reason::None => writeln!(out, "because: no rule matches"),
    }?;
    out.flush()
}

fn cite(out: &mut impl Write, kind: &str, rule: &Rule, text: &str) -> io::Result<()> {
    writeln!(out, "because: {kind} in line {} of list {}\n         {text}", rule.line, rule.list)
}
