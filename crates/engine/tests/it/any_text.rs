//! Every SQL function of texts takes any text, and NULL, without panicking: what the program imports was written by strangers.

use std::collections::BTreeMap;

use engine::{Engine, EngineOptions, FunctionDoc, Params};
use model::tables::Notice;
use model::{BatchBuilder, Record};
use proptest::prelude::*;

/// Rows put through every function at once.
const ROWS: usize = 500;

/// What the functions look for, and what trips who counts bytes.
const PIECES: [&str; 36] = [
    "#",
    "＃",
    "@",
    "临",
    "县",
    "镇",
    "公安局",
    "关注",
    "投票",
    "震惊",
    "遇难",
    "秒杀",
    "13800000000",
    "20",
    "小哥哥",
    "请问",
    "路灯",
    "不亮",
    "来源：",
    "长沙市",
    "临岚",
    "“",
    "”",
    "[赞]",
    "https://a.b/c",
    "%E5%B2%9A",
    "%",
    "=",
    "…",
    "\n",
    " ",
    "\u{200b}",
    "\u{301}",
    "😀",
    "E01",
    "展开全文",
];

/// Any text at all, text dense in [`PIECES`], or none.
fn any_text() -> impl Strategy<Value = Option<String>> {
    let dense = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..16);
    prop_oneof![
        1 => Just(None),
        4 => any::<String>().prop_map(Some),
        5 => dense.prop_map(|pieces| Some(pieces.concat())),
    ]
}

/// The functions that read texts.
fn of_texts() -> Vec<FunctionDoc> {
    let functions = engine::functions().into_iter();
    functions.filter(|function| function.name.starts_with("text_") || function.name.starts_with("unit_")).collect()
}

/// A call of a function with columns of texts for its arguments; with `known` those of a closed list get a value of it.
fn call(function: &FunctionDoc, known: bool) -> String {
    let arguments = function.signature.split_once('(').and_then(|(_, rest)| rest.split_once(')')).unwrap().0;
    let columns = ["title", "content", "publisher", "url"];
    let arguments = arguments.split(", ").enumerate().map(|(place, argument)| {
        let column = columns[place % columns.len()];
        match argument {
            "rule text" if known => "'E01'".to_owned(),
            "unit_type text" if known => "'fire'".to_owned(),
            "outside text" if known => "'yes'".to_owned(),
            "kind text" if known => "'post'".to_owned(),
            "home text" if known => "'湖南省长沙市'".to_owned(),
            argument if argument.ends_with("yes/no") => format!("contains({column}, '请')"),
            argument if argument.ends_with("list of text") => format!("make_array({column}, 'a=b', publisher)"),
            argument => {
                assert!(argument.ends_with("text"), "{}: what is {argument}?", function.signature);
                column.to_owned()
            }
        }
    });
    format!("{}({})", function.name, arguments.collect::<Vec<_>>().join(", "))
}

fn runs() -> ProptestConfig {
    ProptestConfig::with_cases(if std::env::var_os("MINGJIAN_SLOW").is_some() { 2_000 } else { 20 })
}

proptest! {
    #![proptest_config(runs())]

    #[test]
    fn no_text_makes_a_function_panic(rows in prop::collection::vec([any_text(), any_text(), any_text(), any_text()], ROWS)) {
        let mut batch = BatchBuilder::new(Notice::TABLE);
        for [title, content, publisher, url] in rows {
            batch.push(&Notice { title, content, publisher, url, ..Notice::default() });
        }
        let tables = BTreeMap::from([(Notice::TABLE.name.to_owned(), vec![batch.finish().unwrap()])]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let engine = Engine::new(&EngineOptions { threads: 1, ..EngineOptions::default() }).unwrap();
            let session = engine.session_in_memory(tables, None).await.unwrap();
            for function in of_texts() {
                let sql = format!("SELECT {} AS one, {} AS other FROM notices", call(&function, false), call(&function, true));
                let answers = session.sql(&sql, &Params::new()).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
                assert_eq!(answers.iter().map(arrow::array::RecordBatch::num_rows).sum::<usize>(), ROWS, "{sql}");
            }
        });
    }
}

#[test]
fn the_functions_of_texts_are_among_those_tried() {
    let tried = of_texts();
    assert!(tried.len() > 25, "{}", tried.len());
    for name in ["text_found", "text_wrong_words", "text_topics_met", "unit_same"] {
        assert!(tried.iter().any(|function| function.name == name), "{name}");
    }
}
