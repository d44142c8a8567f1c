//! What HTML looks like as lines.

use super::sheet;
use crate::read::intake::drawn::{drawn, placed};

fn read(text: &str) -> String {
    drawn(&sheet(text, 0..text.len(), false))
}

#[test]
fn blocks_and_breaks_begin_lines() {
    assert_eq!(
        read(
            "<html><head><title>t</title><style>p{}</style></head><body>\n<h1>FORM <b>12b-25</b><br>\nNOTIFICATION</h1> <p> a\n  b </p>c"
        ),
        "- [0] FORM 12b-25\nbr [0] NOTIFICATION\n- [0] a b\n- [0] c\n"
    );
}

#[test]
fn styles_make_blocks_and_lines() {
    assert_eq!(
        read(
            "<DIV style='DISPLAY: block'><DIV style='DISPLAY: inline'>a</DIV> <font>b</font></DIV><span style='display:block'>c</span>d"
        ),
        "- [0] a b\n- [0] c\n- [0] d\n"
    );
    assert_eq!(read("\u{93}a\u{94} &#147;b&#148;"), "- [0] “a” “b”\n");
}

#[test]
fn elements_that_are_left_open_do_no_harm() {
    let text = "<font>a<br>".repeat(1000) + "<table><tr><td>b<td>c</table><p>d</p>e";
    assert!(read(&text).ends_with("table - [0] b | [100] c\n- [0] d\n- [0] e\n"));
    assert_eq!(read("<p><b>a</p><p>b</b>c</p>d"), "- [0] a\n- [0] bc\n- [0] d\n");
    assert_eq!(read("<div>a</p>b</span>c</td>d</div>"), "- [0] a\n- [0] bcd\n");
}

#[test]
fn empty_blocks_and_breaks_are_empty_lines() {
    assert_eq!(read("<p>a</p><p>b</p><div><div><p>c</p></div></div>"), "- [0] a\n- [0] b\n- [0] c\n");
    assert_eq!(read("a<br><br>b<br>&nbsp;<br>c"), "- [0] a\n+1 br [0] b\n+1 br [0] c\n");
    assert_eq!(read("<p>a<br></p><p>&nbsp;</p><p></p><p><br></p><p>b</p>"), "- [0] a\n+3 - [0] b\n");
    assert_eq!(read("<P>a\n<P>\n<P>b"), "- [0] a\n+1 - [0] b\n");
}

#[test]
fn blanks_that_are_kept_make_columns() {
    assert_eq!(read("<p>&nbsp;&nbsp; a &nbsp; b&#8195;c &nbsp;</p>"), "- [3] a   b c\n");
}

#[test]
fn what_is_hidden_is_no_part() {
    assert_eq!(
        read(
            "<p>a<span style='display: none'>x<span>y</span></span><ix:header><p>z</ix:header><!-- c --><b class='unseen'>u</b>b</p>"
        ),
        "- [0] ab\n"
    );
    assert_eq!(read("<p>a <ix:nonNumeric name='dei:X'>b</ix:nonNumeric></p>"), "- [0] a b\n");
}

#[test]
fn rules_and_pages() {
    assert_eq!(
        read("a<hr>b<hr style='page-break-after:always'>c<div style='page-break-before:always'></div>d<PAGE>e"),
        "- [0] a\n- [0] ________________\n- [0] b\npage - [0] c\npage +1 - [0] d\npage - [0] e\n"
    );
    assert_eq!(read("Name: <u>&nbsp;&nbsp;&nbsp;</u> Date: <u>June</u><u> </u>"), "- [0] Name: ______ Date: June\n");
}

#[test]
fn symbol_fonts_are_boxes() {
    assert_eq!(
        read(
            "<p><font face='Wingdings'>x</font> Form 10-K <font style='font-family:Wingdings'>&#168;<font face=Arial>o</font></font>&nbsp;ox"
        ),
        "- [0] ☒ Form 10-K ☐o ox\n"
    );
    assert_eq!(
        read("<p>&thorn;&nbsp;Yes &#168; No</p><input type=checkbox checked> a <input type=radio> b"),
        "- [0] ☒ Yes ☐ No\n- [0] ☒ a ☐ b\n"
    );
    assert_eq!(read("<font face=Wingdings><p>o</font> a o</p>o"), "- [0] ☐ a o\n- [0] o\n");
}

#[test]
fn rows_have_columns() {
    assert_eq!(
        read(
            "<table><tr><td>a</td><td colspan=2>b</td><td>c</td></tr><tr><td>&nbsp;</td><td>d</td></tr>\
            <tr><td>&nbsp;</td></tr><tr><td rowspan=2>e<td>f<tr><td>g<td>h</table>i"
        ),
        "table - [0] a | [100] b | [300] c\n- [0] d\ntable +1 - [0] e | [100] f\ntable - [100] g | [200] h\n- [0] i\n"
    );
}

#[test]
fn lines_of_cells_stand_beside_each_other() {
    assert_eq!(
        read("<table><tr><td>a<br>b<td><p>c</p><p>d</p><p>e</p></table>"),
        "table - [0] a | [100] c\ntable - [0] b | [100] d\ntable - [100] e\n"
    );
    assert_eq!(
        read("<table><tr><td>a<br>b<td>c<br><br>d</table>"),
        "table - [0] a | [100] c\ntable br [0] b\ntable br [100] d\n"
    );
}

#[test]
fn tables_in_tables() {
    let inner = "<table><tr><td>a<td>b</table>";
    let shown = "table - [0] a | [100] b\n";
    assert_eq!(read(&format!("<table><tr><td>&nbsp;<td>{inner}</table>")), shown);
    assert_eq!(read(&format!("<table><tr><td>{inner}<td>{inner}</table>")), format!("{shown}{shown}"));
    assert_eq!(read(&format!("<table><tr><td>c<td>{inner}</table>")), "table - [0] c | [100] a | [150] b\n");
}

#[test]
fn preformatted_lines_stay() {
    assert_eq!(
        read("<pre>\n  a\tb\n\n<b>c</b>  d\n<TABLE>\n<CAPTION>\n<S>  <C>\ne    1\n</TABLE>\nf</pre>g"),
        "- [2] a     b\n+1 [0] c  d\ntable - [0] e    1\n- [0] f\n- [0] g\n"
    );
}

#[test]
fn floats_and_labels_stand_beside_their_words() {
    assert_eq!(
        read(
            "<dl><dt style='float:left'>☐</dt>\n<dd>\n<dl><dt style='float:left'>(a)</dt><dd><p>words</p><p>more</p></dd></dl></dd>\
            <dt style='float:left;clear:left'>☒</dt><dd></dd><dt style='float:left'>x</dt></dl>y"
        ),
        "- [0] ☐ | [2] (a) | [6] words\n- [0] more\n- [0] ☒\n- [0] x\n- [0] y\n"
    );
    assert_eq!(
        read(
            "<ul><li><span>☐</span> <span>(b)</span>\n<div><p>words</p>\n<p>more</p></div></li><li>1.<p></li><li>No<div>a</div></ul>b"
        ),
        "- [0] ☐ (b) | [6] words\n- [0] more\n- [0] 1.\n- [0] No\n- [0] a\n- [0] b\n"
    );
}

#[test]
fn places_are_those_of_the_file() {
    let text = "<p>é&nbsp;a <b>&amp;</b>\r\n x&#9746;<td>\u{1f600}b</td> <hr> c &copy ";
    let sheet = sheet(text, 0..text.len(), false);
    assert_eq!(placed(&sheet, text), ["é&nbsp;a <b>&amp;</b>\r\n x&#9746;", "\u{1f600}b", "<hr>", "c &copy"]);
}

#[test]
fn deep_and_wide_pages_are_read() {
    for open in [
        "<div>",
        "<b>",
        "<table><tr><td>",
        "<table>",
        "<ul><li>1.",
        "<dl><dt style=float:left>x</dt><dd>",
        "<p>",
        "<pre>",
        "<td>",
        "<u>&nbsp;",
    ] {
        let text = format!("{}words", open.repeat(100_000));
        assert!(read(&text).contains("words"), "{open}");
    }
    let text = "</div></b></table></td></p>".repeat(20_000) + "words";
    assert!(read(&text).contains("words"));
}

#[test]
fn nothing_in_it_is_a_panic() {
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<td colspan=9 rowspan=3>",
        "<b>",
        "</b>",
        "<u>",
        "</u>",
        "&nbsp;",
        "&nbsp;&nbsp;",
        "☐",
        "(a)",
        "words ",
        "<br>",
        "<hr>",
        "<pre>",
        "</pre>",
        "\n",
        "\t",
        "<li>",
        "</li>",
        "<ul>",
        "</ul>",
        "<dl>",
        "<dt style='float:left'>",
        "</dt>",
        "<dd>",
        "</dd>",
        "</dl>",
        "<font face=Wingdings>",
        "</font>",
        "o",
        "þ",
        "<",
        "&",
        "&#",
        "<!--",
        "-->",
        "<p style='display:none'>",
        "<S>",
        "<PAGE>",
        "<caption>",
        "</caption>",
        "\u{1f600}",
        "<div style='float:left'>",
        "<input type=checkbox>",
        "<style>",
        "</style>",
        "\u{f0fe}",
        "<tbody>",
        "<u style='",
        "\r",
        "\u{c}",
        "<div style='page-break-after:always'>",
    ];
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or_default()
    };
    for _ in 0..3000 {
        let count = random(60);
        let text: String = (0..count).map(|_| PIECES.get(random(PIECES.len())).copied().unwrap_or_default()).collect();
        let sheet = sheet(&text, 0..text.len(), random(2) == 0);
        for cell in sheet.lines.iter().flat_map(|line| &line.cells) {
            let words = sheet.text.get(cell.range.start as usize..cell.range.end as usize).unwrap_or_default();
            assert!(!words.is_empty() && words.trim() == words, "{text}");
            assert!(text.get(sheet.places.range(cell.range.clone())).is_some_and(|words| !words.is_empty()), "{text}");
            assert!(cell.left < cell.right, "{text}");
        }
    }
}
