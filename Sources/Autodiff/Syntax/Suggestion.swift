package func nearest(_ word: String, among: some Sequence<String>) -> String? { nil }
