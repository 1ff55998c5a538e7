import Claims
import Foundation
import Periods
import Tabular
import Testing

/// Mail as programs write it; the messages follow the examples of RFC 2045 to 2047, 3676 and 5322.
@Suite struct MailReadingTests {
  private func document(_ text: String) throws -> Document {
    try Document(Array(text.utf8), name: "a.eml")
  }

  private let top = """
    From: Press <press@example.org>
    Date: Thu, 14 Sep 2023 22:15:00 -0500 (EST)
    Subject: =?ISO-8859-1?Q?Cruces_en_el_Dari=E9n:?=
     =?utf-8?B?IDgxLDk0NiBlbiBhZ29zdG8=?=
    MIME-Version: 1.0

    """

  @Test func nestedPartsAreReadAndAttachmentsNamed() throws {
    let mail = try document(
      top.trimmingCharacters(in: .newlines) + """

        Content-Type: multipart/mixed; boundary="outer"

        For readers that know no parts: 99,999.
        --outer
        Content-Type: multipart/alternative; boundary=in

        --in
        Content-Type: text/plain; charset=windows-1252
        Content-Transfer-Encoding: quoted-printable

        En agosto cruzaron el Dari=E9n 81.946 per=
        sonas =96 un r=E9cord.

        --=20
        Oficina, tel. 555-1234
        --in
        Content-Type: text/html; charset=utf-8

        <p>En agosto cruzaron el Dari&eacute;n 81.946 personas &ndash; un r&eacute;cord.</p>
        --in--
        --outer
        Content-Type: application/pdf; name="cuadro.pdf"
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="cuadro.pdf"

        JVBERi0xLjQK
        --outer
        Content-Type: text/plain
        Content-Disposition: attachment; filename*=utf-8''a%C3%B1o.txt

        77,777
        --outer--
        After the last: 88,888.
        """)
    #expect(
      mail.text
        == "Cruces en el Darién: 81,946 en agosto\n\nEn agosto cruzaron el Darién 81.946 personas – un récord."
    )
    #expect(mail.headline == "Cruces en el Darién: 81,946 en agosto")
    #expect(mail.day == DocumentDay(Day("2023-09-14")!, from: .document, words: "Date"))
    #expect(mail.attachments == ["cuadro.pdf", "año.txt"])
  }

  @Test func whatIsQuotedIsNotTheWriters() throws {
    let mail = try document(
      top + """
        Arrests fell.

        On Thu, Sep 7, 2023 at 9:00 AM, The Other <other@example.org>
        wrote:

        > Agents made 12,345 arrests.
        >> Older still.

        That was wrong.
        -- \u{20}
        not a signature, for its two blanks
        --\u{20}
        Signature 9,999
        """)
    #expect(
      mail.text.hasSuffix(
        "agosto\n\nArrests fell.\n\n\nThat was wrong.\n--  \nnot a signature, for its two blanks"))
  }

  @Test func flowedLinesAreJoined() throws {
    let mail = try document(
      top.trimmingCharacters(in: .newlines)
        + "\nContent-Type: text/plain; format=flowed\n\nAgents made \n181,059 \narrests.\n\nNext.\n"
    )
    #expect(mail.text.hasSuffix("Agents made 181,059 arrests.\n\nNext."))
  }

  @Test func thePageIsReadWhereThePlainTextSaysNothing() throws {
    let mail = try document(
      top.trimmingCharacters(in: .newlines) + """

        Content-Type: multipart/alternative; boundary=b

        --b
        Content-Type: text/plain

        View in browser.
        --b
        Content-Type: text/html
        Content-Transfer-Encoding: base64

        \(Data("<div class=preheader>1,111</div><h2>Border</h2><p>Agents made 181,059 arrests at the border in August, up from 132,648 in July.</p><blockquote type=cite>2,222</blockquote>".utf8).base64EncodedString())
        --b--
        """)
    #expect(
      mail.text.hasSuffix(
        "Border\n\nAgents made 181,059 arrests at the border in August, up from 132,648 in July."))
  }

  @Test func mailIsToldByItsHeaderToo() {
    let start = Array("Received: from x\nFrom: a@b.c\nSubject: x\n\nText".utf8)
    #expect(DocumentKind.guess(name: "-", bytes: start) == .email)
    #expect(DocumentKind.guess(name: "a.txt", bytes: start) == .email)
    // The top of a press release is no mail.
    let release = Array("FOR RELEASE\nContact: a@b.c\nDate: October 5, 2023\n\nText".utf8)
    #expect(DocumentKind.guess(name: "a.txt", bytes: release) == .plain)
    #expect(DocumentKind.guess(name: "a.txt", bytes: Array("\u{FEFF}%PDF-1.7\n".utf8)) == .pdf)
    #expect(DocumentKind.guess(name: "%PDF-.html", bytes: []) == .html)
  }

  static let days: [(String, String?)] = [
    ("Thu, 05 Oct 2023 01:00:00 +0200", "2023-10-05"), ("5 Oct 23 01:00 GMT", "2023-10-05"),
    ("Thu,5 October 2023 00:00:00 +0000", "2023-10-05"), ("31 Feb 2023 00:00:00 +0000", nil),
    ("yesterday", nil), ("", nil), ("99999999999999999999 Oct 2023", nil),
  ]

  @Test(arguments: days.indices)
  func theDayIsTheWriters(_ index: Int) throws {
    let (date, day) = Self.days[index]
    let mail = try document("Subject: x\nDate: \(date)\n\nOctober 1, 2023 — Text.")
    #expect(mail.day?.day == day.flatMap { Day($0) })
  }

  /// Cut off anywhere and with any byte changed, a message is read as far as it goes.
  @Test func brokenMailIsRead() throws {
    let whole = Array(
      (top.trimmingCharacters(in: .newlines) + """

        Content-Type: multipart/mixed; boundary="b;\\"c

        --b;"c
        Content-Type: text/plain; charset*0=x; charset=nonsense
        Content-Transfer-Encoding: quoted-printable

        =C3=A9 = =Z =
        --b;"c
        Content-Transfer-Encoding: base64

        QUJD=RA===
        """).utf8)
    for length in 0...whole.count {
      _ = try? Document(Array(whole[0..<length]), name: "a.eml")
    }
    for index in whole.indices {
      for byte: UInt8 in [0, 10, 13, 34, 58, 59, 61, 63, 255] {
        var bytes = whole
        bytes[index] = byte
        _ = try? Document(bytes, name: "a.eml")
      }
    }
    let subjects = [
      ("=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"), ("a =?utf-8?q?b=20b_b?= c", "a b b b c"),
      ("=?", "=?"), ("=?utf-8?b?", "=?utf-8?b?"), ("=?x?q??= y", "y"),
    ]
    for (subject, words) in subjects {
      #expect(try document("Subject: \(subject)\n\n").headline == words)
    }
    let deep = String(
      repeating: "Content-Type: multipart/mixed; boundary=a\n\n--a\n", count: 50_000)
    let took = ContinuousClock().measure { _ = try? document(deep) }
    #expect(took < .seconds(10))
  }

  /// "Man" and its beginnings: RFC 4648, section 10 has the like.
  @Test func base64AndItsEnds() throws {
    for (text, bytes) in [
      ("TWFu", "Man"), ("TWE=", "Ma"), ("TQ==", "M"), ("TQ", "M"), ("T W\nFu", "Man"), ("", ""),
    ] {
      let mail = try document("From: a\nContent-Transfer-Encoding: base64\n\n\(text)")
      #expect(mail.text == bytes)
    }
  }
}
