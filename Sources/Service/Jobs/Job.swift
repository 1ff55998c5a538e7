import Foundation
import Questions

/// A simulation that was asked for.
struct Job: Codable, Sendable, Equatable {
  enum State: String, Codable, CaseIterable, Sendable {
    case waiting, running, done, cancelled, failed

    /// Whether nothing more will come of it.
    var isOver: Bool { self == .done || self == .cancelled || self == .failed }
  }

  /// Letters and digits.
  var id: String
  /// As its owner calls it.
  var name: String
  var state: State
  var question: WhatIfQuestion
  /// The command that gives the same numbers.
  var command: String
  var created: Date
  var updated: Date
  /// Runs of all scenarios that are made, and those that were asked for.
  var done: Int
  var total: Int
  /// Runs that every scenario has in the result so far.
  var resultRuns: Int
  /// Why it failed.
  var problem: String?

  /// A name that nobody guesses.
  static func newID() -> String {
    let letters = Array("23456789abcdefghjkmnpqrstuvwxyz")
    return String((0..<16).map { _ in letters[Int.random(in: 0..<letters.count)] })
  }
}
