//! The engine as bytes: one layer's parts, sealed. Loading copies and parses nothing but the few parameters and headers.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::EngineError;
use super::hosts::HostRules;
use super::layer::{Layer, Tables};
use super::names::NameTable;
use super::record;
use super::regexes::Regexes;
use super::table::{SavedTable, Table};
use super::words;
use crate::lists::{Header, Parameter};
use crate::sealed::{self, NotSealed};

const MAGIC: [u8; 8] = *b"bystandr";
/// Raised whenever the parts change.
const FORMAT: u32 = 4;

#[derive(Serialize, Deserialize)]
struct LayerFile<'a> {
    lists: Vec<String>,
    hosts: (&'a [u8], &'a [u8]),
    names: (&'a [u8], &'a [u8]),
    sets: &'a [u8],
    rules: &'a [u8],
    pool: &'a [u8],
    parameters: Vec<Parameter>,
    headers: Vec<(Header, Option<String>)>,
    tables: [SavedTable; 6],
}

pub(super) fn write(layer: &Layer) -> Vec<u8> {
    let Tables { blocks, allows, pages, stubs, cleans, headers } = &layer.tables;
    let ((hosts, host_sieve), (names, name_sieve)) = (layer.hosts.save(), layer.names.save());
    let file = LayerFile {
        lists: layer.lists.clone(),
        hosts: (hosts, &host_sieve),
        names: (names, &name_sieve),
        sets: &words::write(&layer.sets),
        rules: &record::write(&layer.rules),
        pool: &layer.pool,
        parameters: layer.parameters.clone(),
        headers: layer.headers.clone(),
        tables: [blocks, allows, pages, stubs, cleans, headers].map(Table::save),
    };
    // Writing to a vector cannot fail, and none of the types above refuses to be serialised.
    let parts = postcard::to_stdvec(&file).unwrap_or_default();
    sealed::seal(MAGIC, FORMAT, &parts)
}

pub(super) fn read(bytes: &[u8]) -> Result<Layer, EngineError> {
    let parts = sealed::open(MAGIC, FORMAT, bytes).map_err(|error| match error {
        NotSealed::Damaged(what) => EngineError::Damaged(what.to_owned()),
        NotSealed::Format(found) => EngineError::Format { found, expected: FORMAT },
    })?;
    let file: LayerFile<'_> = postcard::from_bytes(parts).map_err(|error| EngineError::Damaged(error.to_string()))?;
    let [blocks, allows, pages, stubs, cleans, headers] = file.tables.each_ref().map(Table::load);
    Ok(Layer {
        depth: 0,
        lists: file.lists,
        hosts: HostRules::load(file.hosts.0, file.hosts.1)?,
        names: NameTable::load(file.names.0, file.names.1)?,
        sets: words::read(file.sets),
        rules: record::read(file.rules),
        pool: file.pool.to_vec(),
        parameters: file.parameters,
        headers: file.headers,
        tables: Tables { blocks, allows, pages, stubs, cleans, headers },
        regexes: Regexes::default(),
        parameter_regexes: Regexes::default(),
        last_frame: RefCell::default(),
    })
}
