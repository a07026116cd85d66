//! A copy of the deciding module that counts the instructions it executes. It is for tests and benchmarks, is never
//! shipped, and lies beside the bytes that it was made from, by which whoever counts knows that it is no old one.

use std::fs;

use walrus::ir::{self, BinaryOp, Instr, InstrLocId, InstrSeq, InstrSeqId, Value, Visitor};
use walrus::{ConstExpr, GlobalId, Module, ModuleConfig, ValType};

use crate::failure::Failure;
use crate::{Browser, paths};

/// The exported global that counts: a mutable i64.
const COUNT: &str = "instructions";

/// Writes `target/counting/counting.wasm`, made from `counted.wasm` beside it.
pub(crate) fn write() -> Result<(), Failure> {
    let shipped = paths::dist(Browser::Chrome).join("core/bystander_bg.wasm");
    let bytes = fs::read(&shipped).map_err(Failure::file(&shipped))?;
    let folder = paths::root().join("target/counting");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    for (name, bytes) in [("counting.wasm", &copy(&bytes)?), ("counted.wasm", &bytes)] {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(Failure::file(&path))?;
    }
    Ok(())
}

/// `module`, with a count of the instructions that were executed. An `end` or `else` is none; a `loop` is one each time
/// that it is come to from before; what is copied or filled at one stroke is one, however long.
fn copy(module: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let malformed = |error| Failure::Other(format!("the module to be counted: {error:#}"));
    let mut module = config.parse(module).map_err(malformed)?;
    count_all(&mut module);
    Ok(module.emit_wasm())
}

fn count_all(module: &mut Module) {
    let count = module.globals.add_local(ValType::I64, true, false, ConstExpr::Value(Value::I64(0)));
    module.exports.add(COUNT, count);
    for (_, function) in module.funcs.iter_local_mut() {
        let mut sequences = Sequences::default();
        ir::dfs_in_order(&mut sequences, function, function.entry_block());
        for id in sequences.0 {
            let sequence = function.block_mut(id);
            sequence.instrs = counted(&sequence.instrs, count);
        }
    }
}

/// Every sequence of a function's instructions: its own, and those of blocks, loops and branches.
#[derive(Default)]
struct Sequences(Vec<InstrSeqId>);

impl<'a> Visitor<'a> for Sequences {
    fn start_instr_seq(&mut self, sequence: &'a InstrSeq) {
        self.0.push(sequence.id());
    }
}

/// Each stretch that is executed to its end, if at all, begins with adding how long it is.
fn counted(instructions: &[(Instr, InstrLocId)], count: GlobalId) -> Vec<(Instr, InstrLocId)> {
    let stretches = instructions.split_inclusive(|(instruction, _)| ends_stretch(instruction));
    stretches.flat_map(|stretch| addition(count, stretch.len()).into_iter().chain(stretch.iter().cloned())).collect()
}

/// Whether what follows in the sequence is executed more seldom: this one goes elsewhere, or something within it may.
fn ends_stretch(instruction: &Instr) -> bool {
    instruction.following_instructions_are_unreachable()
        || matches!(
            instruction,
            Instr::Block(_) | Instr::Loop(_) | Instr::IfElse(_) | Instr::Try(_) | Instr::TryTable(_) | Instr::BrIf(_)
        )
}

/// Leaves the stack as it was.
fn addition(count: GlobalId, length: usize) -> [(Instr, InstrLocId); 4] {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    [
        Instr::GlobalGet(ir::GlobalGet { global: count }),
        Instr::Const(ir::Const { value: Value::I64(length) }),
        Instr::Binop(ir::Binop { op: BinaryOp::I64Add }),
        Instr::GlobalSet(ir::GlobalSet { global: count }),
    ]
    .map(|instruction| (instruction, InstrLocId::default()))
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::io::Write;
    use std::process::{Command, Stdio};

    use walrus::FunctionBuilder;

    use super::*;

    /// `turns` loops as often as it is told, and calls `helper` in every odd turn.
    fn small_module() -> Vec<u8> {
        let mut module = Module::with_config(ModuleConfig::new());
        let mut helper = FunctionBuilder::new(&mut module.types, &[], &[]);
        helper.func_body().i32_const(1).drop();
        let helper = helper.finish(vec![], &mut module.funcs);
        let left = module.locals.add(ValType::I32);
        let mut turns = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        turns
            .func_body()
            .block(None, |done| {
                let out = done.id();
                done.loop_(None, |again| {
                    let next = again.id();
                    again.local_get(left).unop(ir::UnaryOp::I32Eqz).br_if(out);
                    again.local_get(left).i32_const(1).binop(BinaryOp::I32And);
                    again.if_else(
                        None,
                        |odd| {
                            odd.call(helper);
                        },
                        |_| {},
                    );
                    again.local_get(left).i32_const(1).binop(BinaryOp::I32Sub).local_set(left).br(next);
                });
            })
            .local_get(left);
        let turns = turns.finish(vec![left], &mut module.funcs);
        module.exports.add("turns", turns);
        module.emit_wasm()
    }

    /// What `turns` answers and how many instructions were executed by then, for each of `turns`, by Node.
    fn executed(module: &[u8], turns: &[u32]) -> Result<String, Box<dyn Error>> {
        let script = format!(
            "const bytes = require('node:fs').readFileSync(0);
            console.log({turns:?}.map((turns) => {{
                const {{ exports }} = new WebAssembly.Instance(new WebAssembly.Module(bytes));
                return `${{exports.turns(turns)}} after ${{exports.{COUNT}.value}}`;
            }}).join(', '))"
        );
        let mut node =
            Command::new("node").args(["-e", &script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        node.stdin.take().ok_or("no standard input")?.write_all(module)?;
        Ok(String::from_utf8(node.wait_with_output()?.stdout)?.trim().to_owned())
    }

    #[test]
    fn every_executed_instruction_is_counted_once_and_no_other() -> Result<(), Box<dyn Error>> {
        // Around the loop 3 and, for its last look, 3 more; a turn is 12; an odd one has 1 for its call and 2 called.
        let turns = [0, 1, 2, 3, 1000];
        let expected = ["0 after 6", "0 after 21", "0 after 33", "0 after 48", "0 after 13506"];
        assert_eq!(executed(&copy(&small_module())?, &turns)?, expected.join(", "));
        Ok(())
    }

    #[test]
    fn what_is_no_module_is_refused_in_words() {
        let refused = copy(b"no module");
        assert!(matches!(refused, Err(Failure::Other(words)) if words.starts_with("the module to be counted: ")));
    }
}
