/// What a question comes to; `nil` where the record has no answer. Anything else that goes wrong, such as a
/// damaged file, is no answer either, and is thrown on.
func unlessUnanswered<Value>(_ body: () throws -> Value) throws -> Value? {
  do {
    return try body()
  } catch is QuestionError {
    return nil
  }
}
