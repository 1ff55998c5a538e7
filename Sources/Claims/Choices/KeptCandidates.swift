import Record

/// The ways to read one claim, kept until the next one is looked at: the verdict and the readings that
/// may be chosen are taken from the same list, which is dear to make.
final class KeptCandidates {
  private var ofCount: Trials?
  private var ofRelation: Trials?
  private var ofTogether: [[Int]: [Candidate]] = [:]
  private var ofCombinations: [[Int]: [Option<Selection>]] = [:]

  func counts(_ make: () -> Trials) -> Trials {
    if let ofCount { return ofCount }
    let made = make()
    ofCount = made
    return made
  }

  func relations(_ make: () -> Trials) -> Trials {
    if let ofRelation { return ofRelation }
    let made = make()
    ofRelation = made
    return made
  }

  /// Readings that give a number to the digit, by where it stands and how many numbers were met before.
  func together(
    _ sentence: Int, _ token: Int, _ met: Int, _ make: () -> [Candidate]
  ) -> [Candidate] {
    let key = [sentence, token, met]
    if let known = ofTogether[key] { return known }
    let made = make()
    ofTogether[key] = made
    return made
  }

  /// Series put together from the parts named round a number, by where it stands and how many numbers were
  /// met before.
  func combinations(
    _ sentence: Int, _ token: Int, _ met: Int, _ make: () -> [Option<Selection>]
  ) -> [Option<Selection>] {
    let key = [sentence, token, met]
    if let known = ofCombinations[key] { return known }
    let made = make()
    ofCombinations[key] = made
    return made
  }

  /// Those that have been looked at.
  var all: [Candidate] { (ofCount?.seen ?? []) + (ofRelation?.seen ?? []) }

  func clear() {
    ofCount = nil
    ofRelation = nil
  }
}
