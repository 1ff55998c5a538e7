import Foundation
import Periods
import Record
import Tabular
import Testing

/// The time of each reader grows no faster than its file: eight times the size takes at most some ten times as
/// long, whatever stands in it.
@Suite(.serialized) struct GrowthTests {
  /// A file of some size, honest or not.
  struct Shape: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var format: String
    var text: @Sendable (Int) -> String
  }

  private static let tidyHeader =
    "measure,place,period,value,note,source,dataset,publisher,title,published\n"
  private static let tidyEnd = ",t,test,O,T,2024-02-01\n"
  private static let cbp = "2019,FYTD,DEC,U.S. Border Patrol,FMUA,"

  static let shapes = [
    Shape(testDescription: "series, each new", format: "tidy") { size in
      tidyHeader + (0..<size / 40).map { "transits,p\($0),2023-01,5," + tidyEnd }.joined()
    },
    Shape(testDescription: "one label, long", format: "tidy") { size in
      tidyHeader + "transits," + String(repeating: "p", count: min(size, 900_000)) + ",2023-01,5,"
        + tidyEnd
    },
    Shape(testDescription: "faults alone", format: "tidy") { size in
      tidyHeader + (0..<size / 40).map { "transitz,p\($0),2023-13,x," + tidyEnd }.joined()
    },
    Shape(testDescription: "columns", format: "tidy") { size in
      let names = (0..<min(size, 900_000) / 8).map { "c\($0)" }.joined(separator: ",")
      return "measure,period,value,source," + names + "\n"
    },
    Shape(testDescription: "quotes", format: "tidy") { size in
      tidyHeader + "transits,p,2023-01,5,\""
        + String(repeating: "\"\"", count: min(size, 900_000) / 2) + "\"" + tidyEnd
    },
    Shape(testDescription: "one row again and again", format: "tidy") { size in
      tidyHeader + String(repeating: "transits,p,2023-01,5," + tidyEnd, count: size / 40)
    },
    Shape(testDescription: "labels that no vocabulary has", format: "cbp-southwest") { size in
      "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship Grouping,"
        + "Title of Authority,Encounter Type,Encounter Count\n"
        + (0..<size / 80).map { cbp + "COUNTRY\($0),Title 8,Apprehensions,12\n" }.joined()
    },
    Shape(testDescription: "brackets", format: "unhcr") { size in
      String(repeating: "[", count: size)
    },
    Shape(testDescription: "an answer's items", format: "unhcr") { size in
      "{\"items\":[" + String(repeating: "{\"year\":2020},", count: size / 14) + "{}]}"
    },
  ]

  /// Seconds of this thread: others' work is not counted.
  private func seconds(_ shape: Shape, _ size: Int) throws -> Double {
    let url = FileManager.default.temporaryDirectory.appending(path: "growth-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(shape.text(size).utf8).write(to: url)
    let reader = try #require(
      FigureReaders.all.first { type(of: $0).format.hasPrefix(shape.format) })
    var file = PublishedFile(
      path: url.path, name: "x", sha256: "", vocabulary: try Vocabulary.shipped())
    file.today = Day(number: .max)
    let start = clock()
    _ = try? reader.read(file)
    return clock() - start
  }

  private func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test(arguments: shapes)
  func `time grows with the size of the file alone`(shape: Shape) throws {
    _ = try seconds(shape, 1_000)
    let small = try seconds(shape, 125_000)
    let large = try seconds(shape, 1_000_000)
    // 30 ms for what a small file takes whatever is in it.
    #expect(large < 14 * (small + 0.03), "\(small) s, then \(large) s")
    #expect(large < 5)
  }
}
