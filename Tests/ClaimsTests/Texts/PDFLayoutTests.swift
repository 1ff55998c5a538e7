import Claims
import Testing

/// Pages as `pdftotext -bbox-layout` writes them, from lines with their places.
@Suite struct PDFLayoutTests {
  /// - Parameter blocks: for each page its blocks, each of lines with their left, top and right.
  private func layout(_ pages: [[[(String, Double, Double, Double)]]]) -> PDFLayout {
    var xhtml = "<html><body><doc>\n"
    for page in pages {
      xhtml += "<page width=\"600.000000\" height=\"800.000000\">\n<flow>\n"
      for block in page {
        xhtml += "<block>\n"
        for (text, left, top, right) in block {
          xhtml +=
            "<line xMin=\"\(left)\" yMin=\"\(top)\" xMax=\"\(right)\" yMax=\"\(top + 10)\">\n"
          for word in text.split(separator: " ") { xhtml += "<word xMin=\"0\">\(word)</word>\n" }
          xhtml += "</line>\n"
        }
        xhtml += "</block>\n"
      }
      xhtml += "</flow>\n</page>\n"
    }
    return PDFLayout(xhtml: Array((xhtml + "</doc></body></html>").utf8))
  }

  @Test func linesBecomeParagraphs() {
    let layout = layout([
      [
        [
          ("Agents made 181,059 ar-", 50, 100, 300), ("rests in mid-", 50, 112, 295),
          ("August &amp; twenty-", 50, 124, 298), ("five more.", 50, 136, 120),
          ("A new paragraph of the block goes", 50, 148, 300), ("on here.", 50, 160, 90),
          ("Apart.", 50, 190, 90),
        ],
        [("The second column breaks off at the", 320, 100, 560)],
      ],
      [[("next page.", 50, 100, 110)], [("End", 50, 200, 80)]],
    ])
    #expect(
      layout.text == """
        Agents made 181,059 arrests in mid-August & twenty-five more.

        A new paragraph of the block goes on here.

        Apart.

        The second column breaks off at the next page.

        End
        """)
    #expect(layout.pages == 2)
  }

  @Test func whatRepeatsAtTheEdgesIsLeftOut() {
    let pages = (1...4).map { page in
      [
        [("Border Bulletin \(page)", 50.0, 20.0, 200.0)], [("181,059", 50, 60, 90)],
        [("Border Bulletin \(page)", 50, 400, 200)], [("Page \(page) of 4", 50, 770, 120)],
      ]
    }
    let text = layout(pages).text
    // In the middle of a page, and without letters, nothing is a header.
    #expect(text.components(separatedBy: "Border Bulletin").count - 1 == 4)
    #expect(text.components(separatedBy: "181,059").count - 1 == 4)
    #expect(!text.contains("Page"))
  }

  @Test func anythingElseIsNoPage() {
    for text in [
      "", "<", "<page", "<page height=x><line><word>", "</word></line>", "\u{0}<word>a</word>",
    ] {
      #expect(PDFLayout(xhtml: Array(text.utf8)).text.isEmpty)
    }
  }
}
