import Foundation
import Tabular
import Testing

/// Names of one object are to be unique (RFC 8259, section 4); the same name in two objects is no repetition.
struct RepeatedMembersTests {
  @Test func `members within members are looked at too`() {
    let text = #"{"a": [{"b": 1}, {"b": 2, "c": "b", "b": 3}], "c": {"a": 1}}"#
    #expect(RepeatedMembers.names(in: Data(text.utf8)) == ["b"])
  }
}
