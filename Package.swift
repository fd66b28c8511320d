// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .treatAllWarnings(as: .error),
]

/// The functions that `Tests/AllocationCounter` takes over from the C library.
let allocators = ["malloc", "calloc", "realloc", "aligned_alloc", "posix_memalign"]

/// The shipped models as emitted for one target: `flags` are those of its `TargetDescription`.
func models(_ folder: String, _ flags: [String] = []) -> Target {
  .target(
    name: "Models\(folder)", dependencies: ["CRecurSIMD"], path: "Generated/\(folder)",
    swiftSettings: strict + [
      .unsafeFlags(["-Ounchecked"] + flags),
      // A debug build compiles each file by itself, with calls where loops want inlined functions:
      // `swift test --filter PronounceTests` then takes 25 s, else 2.5 s.
      .unsafeFlags(
        ["-disable-batch-mode", "-wmo", "-num-threads", "2"], .when(configuration: .debug)),
    ])
}

/// The tests of elementwise functions in the forms for one instruction set, which `flags` select.
func mathTests(_ name: String, _ flags: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: ["RecurTemplates", "CRecurSIMD"],
    swiftSettings: strict + [
      .unsafeFlags(["-Ounchecked", "-disable-batch-mode", "-wmo", "-num-threads", "2"] + flags)
    ])
}

#if arch(x86_64)
  let native = [
    models("X86V3", ["-Xcc", "-march=x86-64-v3"]),
    models("X86V4", ["-Xcc", "-march=x86-64-v4", "-Xcc", "-mprefer-vector-width=512"]),
  ]
#elseif arch(arm64)
  let native = [models("Arm64")]
#else
  let native: [Target] = []
#endif

let package = Package(
  name: "Recur",
  products: [
    .executable(name: "recur", targets: ["recur"]),
    .library(name: "CRecurSIMD", targets: ["CRecurSIMD"]),
    .library(name: "RecurWeights", targets: ["RecurWeights"]),
    .plugin(name: "RecurPlugin", targets: ["RecurPlugin"]),
  ],
  targets: [
    .target(name: "RecurLanguage", dependencies: ["RecurTemplates"], swiftSettings: strict),
    .target(name: "RecurGraph", dependencies: ["RecurTemplates"], swiftSettings: strict),
    .target(
      name: "RecurLowering", dependencies: ["RecurLanguage", "RecurGraph"], swiftSettings: strict),
    .target(name: "RecurPasses", dependencies: ["RecurGraph"], swiftSettings: strict),
    .target(name: "RecurTemplates", path: "Templates", swiftSettings: strict),
    .target(
      name: "RecurEmit", dependencies: ["RecurGraph", "RecurTemplates"], swiftSettings: strict),
    .target(name: "CRecurSIMD"),
    .target(name: "RecurWeights", swiftSettings: strict),
    .target(name: "RecurBinary", dependencies: ["RecurWeights"], swiftSettings: strict),
    .target(
      name: "RecurCompiler",
      dependencies: [
        "RecurLanguage", "RecurGraph", "RecurLowering", "RecurPasses", "RecurEmit", "RecurWeights",
        "RecurBinary",
      ], swiftSettings: strict),
    .executableTarget(name: "EmbedSources", swiftSettings: strict),
    .plugin(
      name: "EmbedSourcesPlugin", capability: .buildTool(), dependencies: ["EmbedSources"],
      path: "Sources/EmbedSourcesPlugin"),
    .target(
      name: "RecurTraining", dependencies: ["RecurBinary", "RecurLanguage", "RecurWeights"],
      swiftSettings: strict),
    .target(
      name: "RecurCommandLine",
      dependencies: ["RecurCompiler", "RecurTemplates", "RecurTraining", "CRecurSIMD"],
      swiftSettings: strict),
    .target(
      name: "RecurSources", dependencies: ["RecurCommandLine"], swiftSettings: strict,
      plugins: ["EmbedSourcesPlugin"]),
    .executableTarget(
      name: "recur", dependencies: ["RecurCommandLine", "RecurSources"], swiftSettings: strict),
    .executableTarget(
      name: "RecurGenerate", dependencies: ["RecurCommandLine"], swiftSettings: strict),
    .plugin(
      name: "RecurPlugin", capability: .buildTool(), dependencies: ["RecurGenerate"],
      path: "Sources/RecurPlugin"),
    .plugin(
      name: "RecurGenerateCommand",
      capability: .command(
        intent: .custom(
          verb: "generate-models", description: "Rewrites the emitted Swift of the shipped models."),
        permissions: [.writeToPackageDirectory(reason: "Generated/ is rewritten.")]),
      dependencies: ["RecurGenerate"], path: "Sources/RecurGenerateCommand"),

    .target(
      name: "RecurTestSupport", dependencies: ["RecurGraph"], path: "Tests/RecurTestSupport",
      swiftSettings: strict),
    .target(
      name: "RecurGradientSupport",
      dependencies: ["RecurGraph", "RecurPasses", "RecurTestSupport"],
      path: "Tests/RecurGradientSupport", swiftSettings: strict),
    .target(
      name: "RecurBuildSupport",
      dependencies: ["RecurCompiler", "RecurGradientSupport", "RecurTestSupport", "CRecurSIMD"],
      path: "Tests/RecurBuildSupport", swiftSettings: strict),
    .testTarget(
      name: "RecurLanguageTests", dependencies: ["RecurLanguage", "RecurTestSupport"],
      exclude: ["accept", "format", "reject"], swiftSettings: strict),
    .testTarget(
      name: "RecurGraphTests", dependencies: ["RecurGraph", "RecurTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RecurLoweringTests",
      dependencies: [
        "RecurLanguage", "RecurGraph", "RecurLowering", "RecurPasses", "RecurGradientSupport",
        "RecurTestSupport",
      ],
      exclude: ["Cases"], swiftSettings: strict),
    .testTarget(
      name: "RecurPassesTests",
      dependencies: ["RecurPasses", "RecurGraph", "RecurGradientSupport", "RecurTestSupport"],
      exclude: ["Cases"],
      swiftSettings: strict),
    .testTarget(
      name: "RecurWeightsTests", dependencies: ["RecurWeights", "RecurBinary"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "RecurEmitTests",
      dependencies: ["RecurEmit", "RecurPasses", "RecurGradientSupport", "RecurTestSupport"],
      exclude: ["Cases"], swiftSettings: strict),
    .testTarget(
      name: "RecurTrainingTests",
      dependencies: ["RecurTraining", "RecurLanguage", "RecurWeights", "RecurTestSupport"],
      exclude: ["Golden"],
      swiftSettings: strict),
    models("Portable"),
    .target(
      name: "AllocationCounter", path: "Tests/AllocationCounter",
      swiftSettings: strict + [.unsafeFlags(["-Ounchecked", "-enforce-exclusivity=unchecked"])],
      linkerSettings: [
        .unsafeFlags(
          ["-Xlinker", "--defsym=malloc=recur_counted_malloc"]
            + allocators.flatMap { ["-Xlinker", "--export-dynamic-symbol=\($0)"] },
          .when(platforms: [.linux]))
      ]),
    .testTarget(
      name: "RecurGeneratedTests",
      dependencies: [
        "RecurCompiler", "RecurEmit", "RecurGraph", "RecurWeights", "CRecurSIMD",
        "AllocationCounter", "ModelsPortable",
      ] + native.map { .target(name: $0.name) }, swiftSettings: strict),
    .testTarget(
      name: "RecurPluginTests", dependencies: ["RecurTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "RecurCompilerTests",
      dependencies: [
        "RecurCompiler", "RecurEmit", "RecurGraph", "RecurLanguage", "RecurTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RecurExecutionTests",
      dependencies: ["RecurBuildSupport"], exclude: ["Specs"], swiftSettings: strict),
    .testTarget(
      name: "RecurRandomTests", dependencies: ["RecurBuildSupport"], swiftSettings: strict),
    .testTarget(
      name: "RecurCommandLineTests",
      dependencies: [
        "RecurCommandLine", "RecurSources", "RecurTraining", "RecurWeights", "EmbedSources",
        "recur", "RecurTestSupport", "CRecurSIMD", "RecurEmit",
      ],
      exclude: ["Golden"],
      swiftSettings: strict),
    mathTests("RecurMathTests"),
  ] + native
)

#if arch(x86_64)
  // The same tests with fused multiply-adds, which x86-64 has only from version 3 on.
  package.targets.append(mathTests("RecurMathFusedTests", ["-Xcc", "-march=x86-64-v3"]))
  // And with lookups in registers, which only AVX-512 has.
  package.targets.append(mathTests("RecurMathLookupTests", ["-Xcc", "-march=x86-64-v4"]))
#else
  package.targets.append(mathTests("RecurMathFusedTests"))
#endif
