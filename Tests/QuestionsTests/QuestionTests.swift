import ArgumentParser
import Commands
import Foundation
import Periods
import Questions
import Reports
import Testing
import Wording

/// Every type of question, walked over as the doors do.
struct QuestionWalkTests {
  /// What an input needs beside it to be understood.
  private static let partners: [String: [String: [String]]] = [
    "mean": ["by": ["nationality"]], "of": ["as": ["percent-share"]],
    "revisions": ["period": ["2023-08"]], "count": ["days": ["2023-09-01/2023-09-17"]],
    "days": ["count": ["100"]], "top": ["by": ["nationality"]],
    "first-month": ["on": ["2023-08-05"]],
  ]

  /// Texts that an input of this kind takes, other than its default.
  private static func sample<Asked>(of input: Input<Asked>) -> [String] {
    let expectation = input.expectation
    let text: String
    if let choice = expectation.choices.last(where: { $0 != input.usualText }) {
      // A share needs a whole, which the input of the whole brings.
      text = choice == "percent-share" ? "change" : choice
    } else if input.form == .flag {
      text = "true"
    } else if input.form == .yesOrNo {
      text = "no"
    } else {
      switch (expectation.type, expectation.placeholder) {
      case ("integer", _):
        text = "\(Int(min(max(7, expectation.minimum ?? 0), expectation.maximum ?? 7)))"
      case ("number", _): text = "-2.5"
      case (_, "YYYY-MM-DD"): text = "2023-10-05"
      case (_, "YYYY-MM"), (_, "period"): text = "2023-08"
      case (_, "days"): text = "2023-09-01/2023-09-17"
      case (_, "range"): text = "2-4"
      case (_, "key=low..high"): text = "max_move_speed=200..500"
      case (_, "name=value"): text = "refused-elsewhere=yes"
      default: text = "encounters usbp southwest nationality=VEN|COL"
      }
    }
    return [text]
  }

  /// A question with what is required, and one more input.
  private static func question<Asked: Question>(
    _ type: Asked.Type, with input: Input<Asked>
  ) throws -> Asked {
    var texts = InputTexts()
    for required in Asked.inputs where required.isRequired || required.form == .words {
      texts[required.name] = number(sample(of: required), required)
    }
    texts[input.name] = number(sample(of: input), input)
    for (name, values) in partners[input.name] ?? [:]
    where Asked.inputs.contains(where: { $0.name == name }) {
      texts[name] = values
    }
    return try Asked(texts)
  }

  /// A negative number where the input takes one.
  private static func number<Asked>(_ texts: [String], _ input: Input<Asked>) -> [String] {
    guard let minimum = input.expectation.minimum, minimum >= 0 else { return texts }
    return texts.map { $0 == "-2.5" ? "2.5" : $0 }
  }

  private static func check<Asked: Question>(_ type: Asked.Type) throws {
    for input in Asked.inputs where input.form != .shortcut {
      let question = try question(type, with: input)
      if ![.words, .names].contains(input.form), !input.isRequired {
        #expect(question != Asked(), "\(Asked.name): \(input.name) changes nothing")
      }
      let words = question.commandWords
      let command = try Trocha.parseAsRoot(words)
      let asking = try #require(command as? any AskingCommand, "\(words)")
      #expect(
        try asking.question as? Asked == question, "the command line \(words) is another question")
      if case .get = Asked.address {
        let read = try Asked(InputTexts(query: question.query))
        #expect(read == question, "the address \(question.query) is another question")
      }
    }
  }

  @Test(arguments: QuestionList.all.indices)
  func `its command line and its address, read again, are the same question`(_ index: Int) throws {
    try Self.check(QuestionList.all[index])
  }

  private static func help<Asked: Question>(_ type: Asked.Type) throws -> String {
    let question = try question(type, with: Asked.inputs[0])
    let command = try Trocha.parseAsRoot(question.commandWords)
    let help = Trocha.helpMessage(for: Swift.type(of: command), columns: 200)
    for input in Asked.inputs {
      switch input.form {
      case .shortcut: #expect(!help.contains("--\(input.name) "), "\(input.name)")
      case .words, .names: break
      default: #expect(help.contains("--\(input.name)"), "\(Asked.name) --\(input.name)")
      }
    }
    return help
  }

  @Test(arguments: QuestionList.all.indices)
  func `its help names every input, with an example`(_ index: Int) throws {
    let help = try Self.help(QuestionList.all[index])
    #expect(help.contains("EXAMPLE"))
  }

  @Test func `no two questions stand at one command or one address`() {
    let commands = QuestionList.all.map { $0.command }
    #expect(Set(commands).count == commands.count)
    let addresses = QuestionList.all.map { $0.address }
    #expect(Set(addresses).count == addresses.count)
  }

  @Test func `what a person says or writes stays out of addresses`() {
    // By the design: screening and check travel in the body of a POST.
    #expect(ScreeningQuestion.address == .post("screenings"))
    #expect(CheckQuestion.address == .post("checks"))
    // What somebody has and pays is in the table of needs.
    #expect(NeedsQuestion.address == .post("needs"))
  }
}

struct InputFaultTests {
  @Test func `all faults are reported at once`() throws {
    var texts = InputTexts(query: "months=40&method=tarot&as-of=2023-13-01&q=darien&top=0")
    texts["colour"] = ["blue"]
    let faults = #expect(throws: InputFaults.self) { try OutlookQuestion(texts) }
    #expect(
      try #require(faults).faults.map(\.name) == ["months", "method", "top", "as-of", "colour"])
  }

  @Test func `what is required is missed by name`() throws {
    let faults = #expect(throws: InputFaults.self) { try EffectQuestion(InputTexts()) }
    #expect(try #require(faults).faults.map(\.name) == ["q", "on"])
  }

  @Test(arguments: [
    ("period=2023-08&from=2023-01", "period"), ("from=2024&to=2023", "from"),
    ("as=percent-share", "of"), ("of=darien", "of"), ("revisions=true", "revisions"),
    ("as=change&by=nationality", "as"), ("as-of=2999-01-01", "as-of"),
  ])
  func `inputs that do not go together are refused`(_ query: String, name: String) throws {
    let faults = #expect(throws: InputFaults.self) {
      try FiguresQuestion(InputTexts(query: "q=darien&" + query))
    }
    #expect(try #require(faults).faults.map(\.name) == [name])
  }

  /// By the design nothing that is asked is passed over: what has no effect is refused by its name.
  @Test func `what has no effect is refused`() throws {
    func names<Asked: Question>(_ type: Asked.Type, _ query: String) throws -> [String] {
      let faults = #expect(throws: InputFaults.self) { try Asked(InputTexts(query: query)) }
      return try #require(faults).faults.map(\.name)
    }
    #expect(try names(OutlookQuestion.self, "q=darien&top=3") == ["top"])
    #expect(try names(OutlookQuestion.self, "q=darien&years=2&months=3") == ["months"])
    #expect(
      try names(ComparisonQuestion.self, "q=darien&period=2023-08&since=2023-08-02") == ["since"])
    #expect(
      try names(EffectQuestion.self, "q=darien&on=2023-10-05&first-month=2023-09")
        == ["first-month"])
    #expect(
      try names(NowcastQuestion.self, "q=darien&count=2.5&days=2023-09-01/2023-09-17")
        == ["count"])
    #expect(throws: InputFaults.self) {
      try CheckQuestion(json: Data(#"{"date": "2999-01-01"}"#.utf8))
    }
    // The month of the policy, and the one after, may be the first.
    for month in ["2023-10", "2023-11"] {
      let texts = InputTexts(query: "q=darien&on=2023-10-05&first-month=\(month)")
      #expect(throws: Never.self) { try EffectQuestion(texts) }
    }
  }

  @Test func `several series take no labels of a shortcut`() throws {
    #expect(throws: InputFaults.self) {
      try FiguresQuestion(InputTexts(query: "q=darien,usbp-southwest&nationality=VEN"))
    }
    let one = try FiguresQuestion(InputTexts(query: "measure=encounters&nationality=VEN%7CCOL"))
    #expect(one.words == "measure=encounters nationality=VEN|COL")
  }

  @Test(arguments: [
    ("by=nationality", "by"), ("every=year", "every"), ("as-of=2023-10-05", "as-of"),
  ])
  func `nothing beside revisions is passed over`(_ query: String, name: String) throws {
    let faults = #expect(throws: InputFaults.self) {
      try FiguresQuestion(InputTexts(query: "q=darien&period=2023-08&revisions=true&" + query))
    }
    #expect(try #require(faults).faults.map(\.name) == [name])
  }

  @Test func `a body has each input in its type`() throws {
    let question = try WhatIfQuestion(
      json: Data(
        #"{"scenarios": ["base"], "runs": 5, "prior": true, "as_of": "2023-10-05", "from": null}"#
          .utf8))
    #expect(question.scenarios == ["base"] && question.runs == 5 && question.prior)
    #expect(question.asOf == Day(year: 2023, month: 10, day: 5) && question.from == nil)
  }

  @Test(arguments: [
    (#"{"scenarios": "base"}"#, "scenarios"), (#"{"scenarios": [["base"]]}"#, "scenarios"),
    (#"{"scenarios": ["base"], "runs": [5, 10]}"#, "runs"),
    (#"{"scenarios": ["base"], "runs": "5"}"#, "runs"),
    (#"{"scenarios": ["base"], "prior": "false"}"#, "prior"),
    (#"{"scenarios": ["base"], "seed": {}}"#, "seed"),
    (#"{"scenarios": ["base"], "as-of": "2023-10-05"}"#, "as-of"), ("[]", "body"), ("", "body"),
  ])
  func `another type in a body is a fault`(_ body: String, name: String) throws {
    let faults = #expect(throws: InputFaults.self) { try WhatIfQuestion(json: Data(body.utf8)) }
    #expect(try #require(faults).faults.map(\.name) == [name])
  }

  @Test func `two files of one name are shown without their folders`() throws {
    var question = WhatIfQuestion()
    question.scenarios = ["/home/somebody/mine.yaml", "/srv/mine.yaml"]
    #expect(!question.shown.commandLine(.english).contains("/"))
  }

  /// Values from outside that no command line may trap on.
  @Test(arguments: ["1e308", "nan", "inf", "-1", "99999999999999999999", "١٢", ""])
  func `numbers out of range are faults`(_ text: String) throws {
    var texts = InputTexts()
    (texts["q"], texts["days"]) = (["darien"], ["2023-09-01"])
    texts["count"] = [text]
    #expect(throws: InputFaults.self) { try NowcastQuestion(texts) }
  }
}

struct CommandLineTests {
  @Test func `the command of an effect has method, donors and language`() throws {
    let question = try EffectQuestion(
      InputTexts(
        query: "q=usbp-southwest-venezuelans&on=2023-10-05&method=synthetic-control"
          + "&donors=COL,ECU&scale=log"))
    #expect(
      question.commandLine(.spanish, corridor: "venezuela-us")
        == "trocha effect usbp-southwest-venezuelans --on 2023-10-05 --donors COL,ECU "
        + "--method synthetic-control --scale log --lang es")
  }

  /// The shell itself splits the line again.
  @Test func `a command line survives a shell`() throws {
    var question = FiguresQuestion()
    question.words = "encounters nationality=VEN|COL place=it's $HOME `x`"
    question.every = .year
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "for w in " + question.commandLine(.english) + "; do echo \"$w\"; done",
    ]
    process.standardOutput = pipe
    try process.run()
    let output = String(
      decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(output.split(separator: "\n").map(String.init) == ["trocha"] + question.commandWords)
  }

  @Test func `places of this machine are left out`() throws {
    var question = WhatIfQuestion()
    question.scenarios = ["base", "/home/somebody/mine.yaml"]
    #expect(
      question.shown.commandLine(.english, corridor: "/srv/my-corridor")
        == "trocha whatif base mine.yaml --runs 200 --seed 1 --corridor my-corridor")
  }
}

struct AnswerJSONTests {
  @Test(arguments: [
    ("fitThrough", "fit_through"), ("isPartial", "partial"), ("hasLosses", "losses"),
    ("placeboPInTime", "placebo_p_in_time"), ("q025", "q025"), ("as_of", "as_of"),
    ("issue", "issue"), ("hash", "hash"), ("is", "is"), ("sha256", "sha256"),
    ("totalErrorOfMean", "total_error_of_mean"), ("geoJSON", "geo_json"),
  ])
  func `properties have one spelling`(_ name: String, spelled: String) {
    #expect(AnswerJSON.spelled(name) == spelled)
  }

  @Test func `keys that are names of things are left as they are`() throws {
    struct Content: Encodable {
      var isOpen = true
      var byPlace = ["Fassala-Mbera": 1, "isPlace": 2]
    }
    #expect(
      try AnswerJSON.line(Content())
        == #"{"by_place":{"Fassala-Mbera":1,"isPlace":2},"open":true}"#)
  }
}

/// The names of an object's members: which of two values of one name counts nobody says (RFC 8259, section 4).
struct RepeatedMemberTests {
  @Test(arguments: [
    #"{"q": "darien", "months": 3, "months": 4}"#,
    #"{"q": "darien", "months": 3, "m\u006fnths": 4}"#,
  ])
  func `a member that comes twice is refused`(_ text: String) {
    let error = #expect(throws: InputFaults.self) { try OutlookQuestion(json: Data(text.utf8)) }
    #expect(error?.faults.map(\.name) == ["months"])
  }

  @Test func `names within values are no members`() throws {
    let text = #"{"q": "\"months\": 5, darien", "by": ["place", "cause"], "months": 3}"#
    #expect(try OutlookQuestion(json: Data(text.utf8)).months == 3)
  }
}
