import Foundation

/// What the templates of the page are filled with; the names are those used in the templates.
///
/// A template that misses a name looks for it in what surrounds it, so that an optional field of an
/// inner value never shares its name with a field of an outer one.
struct PageModel {
  var language, title, headline, knowledge, corridor: String
  var policy, style, code, libraries, licences, data, outlines: String
  var words: PageWords
  var contents: [Link]
  var summary: [Sentence]
  var keyFigures: [KeyFigure]
  var map: Map?
  var sections: [Section]
  var tables: [Table]
  var cautions: [String]
  var notes: [Note]
  var sources: [Source]
  var provenance: Provenance

  struct Link {
    var href, text: String
  }

  /// A number; a button when it has sources, plain text otherwise.
  struct Number {
    var display: String
    var known: Bool
    /// Id of the note the button opens.
    var opens: String?
    /// Numbers of the sources in the list, for paper.
    var reference: String
  }

  struct Sentence {
    var pieces: [Piece]
    /// Numbers that the words do not spell.
    var others: [Number]
    var hasOthers: Bool
  }

  struct Piece {
    var plain: String?
    var number: Number?
  }

  struct KeyFigure {
    var label, period, series: String
    var number: Number
    var comparison: Number?
  }

  struct Map {
    var title, description: String
    var places: [Place]
    var legs: [String]
    var hasLegs: Bool
  }

  struct Place {
    var id, name, countedBy, counts: String
    var figures: [Labelled]
  }

  struct Labelled {
    var label, period: String
    var number: Number
  }

  struct Section {
    var id, title, text: String
    var charts: [Chart]
  }

  struct Chart {
    var id, title, description, unit, form: String
    var legend: [Swatch]
    var hasLegend: Bool
    var shaded: Bool
    var marks: [Mark]
    var hasMarks: Bool
    var remarks: [String]
    var origins: [Link]
    var hasOrigins: Bool
    var head: [String]
    var corner: String
    var rows: [Row]
  }

  struct Swatch {
    /// Class of the swatch's colour.
    var tint, text: String
  }

  struct Mark {
    var day, label: String
  }

  struct Row {
    var header: String
    var cells: [ChartCell]
  }

  struct ChartCell {
    var shown: String
    var absent: Bool
  }

  struct Table {
    var id, title, caption, corner: String
    var head: [Column]
    var lines: [Line]
    var remarks: [String]
  }

  struct Column {
    var label: String
    /// Whether the column holds words rather than numbers.
    var wordy: Bool
  }

  struct Line {
    var header: String
    var cells: [Cell]
  }

  struct Cell {
    var plain: String?
    var number: Number?
  }

  /// The small window behind a number.
  struct Note {
    var id, vintage: String
    var origins: [Link]
  }

  struct Source {
    var id, publisher, name, published, licence, sha256, remark: String
    var address: String
    /// The address again when it may be followed.
    var target: String?
  }

  struct Provenance {
    var program, release, command, newest: String
  }
}
