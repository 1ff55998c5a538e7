import Foundation
import Questions

/// What assistants are offered.
enum MCPTools {
  /// Questions that only read, each at an address of its own, are offered as they are declared. A question
  /// that comes in a body has a line here, or is not offered: it may write. Those that only the command
  /// line has read folders of this machine, or take minutes of every core.
  ///
  /// - Parameter allowsImport: whether files of this machine may be read into the record.
  static func all(allowsImport: Bool = false) -> [any MCPTool] {
    let read = QuestionList.all.compactMap { type -> (any MCPTool)? in
      guard case .get = type.address else { return nil }
      return type == BriefQuestion.self ? brief : tool(type)
    }
    return read + [check, screen, whatIf] + (allowsImport ? [bring] : [])
  }

  private static func tool<Asked: Question>(_ type: Asked.Type) -> any MCPTool {
    QuestionTool<Asked>()
  }

  private static var brief: any MCPTool {
    QuestionTool<BriefQuestion>(simulating: { $0["no_what_if"] != true })
  }

  /// The same limits as those of the service's jobs. A scenario's name is never a path.
  private static var whatIf: any MCPTool {
    QuestionTool<WhatIfQuestion>(
      more: [
        "drafts": [
          "type": "object", "additionalProperties": ["type": "string"],
          "description": """
          Texts of scenario files in YAML by a name of letters, digits and hyphens, to be named in \
          scenarios (docs/whatif.md).
          """,
        ]
      ],
      note: """
        A scenario is a name of the corridor's ("base" for the policies as they were), or of a draft. \
        A name that is not known is answered with those that are.
        """,
      simulating: { _ in true },
      read: { arguments, _ in
        try JobRequest(Data(JSONValue.object(arguments).line.utf8)).question
      },
      described: { own, _ in
        var own = own
        if var runs = own["runs"]?.members {
          runs["maximum"] = .whole(Int64(JobRequest.mostRuns))
          own["runs"] = .object(runs)
        }
        return own
      })
  }

  /// The files are read as those of `trocha record import`: by paths of this machine.
  private static var bring: any MCPTool {
    QuestionTool<ImportQuestion>(
      note: "Writes to the record. A file that cannot be read completely changes nothing.",
      writes: true)
  }
}
