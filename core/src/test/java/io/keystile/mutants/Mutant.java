package io.keystile.mutants;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Core's main sources with one patch applied, in a folder of their own. Paths are relative to the module. */
record Mutant(@Nullable Path patch, Path tree) {
    private static final Path MAIN = Path.of("src", "main");
    private static final Path TREES = Path.of("target", "mutants").toAbsolutePath();
    private static final Path TEST_CLASSES = Path.of("target", "test-classes").toAbsolutePath();
    private static final int TESTS_FAILED = 1;

    static Mutant of(Path patch) {
        String name = patch.getFileName().toString().replace(".patch", "");
        return new Mutant(patch.toAbsolutePath(), TREES.resolve(name));
    }

    /** The sources as they are: shows that what is noticed is the patch. */
    static Mutant unpatched() {
        return new Mutant(null, TREES.resolve("unpatched"));
    }

    /** Copies the sources afresh and applies the patch; false if it doesn't apply. */
    boolean applies() throws IOException, InterruptedException {
        delete(tree);
        try (Stream<Path> sources = Files.walk(MAIN)) {
            for (Path source : sources.toList()) {
                Path copy = core().resolve(source);
                Files.createDirectories(copy.getParent());
                Files.copy(source, copy);
            }
        }
        return patch == null || run("apply", List.of("git", "apply", "-v", patch.toString())) == 0;
    }

    /** False if the patched sources don't compile: such a patch shows nothing about the tests. */
    boolean compiles() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(javaTool("javac"), "-nowarn", "-proc:none", "--release", "17"));
        command.addAll(List.of("-parameters", "-d", classes().toString(), "-cp", classPath()));
        try (Stream<Path> sources = Files.walk(core().resolve(MAIN))) {
            sources.map(Path::toString)
                    .filter(name -> name.endsWith(".java") && !name.endsWith("module-info.java"))
                    .forEach(command::add);
        }
        return run("compile", command) == 0;
    }

    /** Whether a test of core notices the patch. */
    boolean isNoticed() throws IOException, InterruptedException {
        String classPath = classes() + File.pathSeparator + classPath();
        List<String> command = List.of(
                javaTool("java"),
                "-cp",
                classPath,
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--fail-fast",
                "--details=summary",
                "--disable-banner",
                "--scan-classpath=" + TEST_CLASSES,
                "--exclude-package=io.keystile.mutants",
                "--exclude-classname=.*(Staircase|NoOptionalDependencies)Test");
        int exit = run("tests", command);
        if (exit != 0 && exit != TESTS_FAILED) {
            throw new IllegalStateException("the tests did not run, see " + log("tests"));
        }
        return exit == TESTS_FAILED;
    }

    Path log(String step) {
        return tree.resolve(step + ".log");
    }

    private Path core() {
        return tree.resolve("core");
    }

    private Path classes() {
        return tree.resolve("classes");
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String javaTool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private int run(String step, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory((step.equals("tests") ? Path.of("").toAbsolutePath() : tree).toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log(step).toFile()));
        // Without a ceiling, git would find our repository around the copy and skip files "outside" it.
        builder.environment().put("GIT_CEILING_DIRECTORIES", TREES.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            // A patch that makes the tests hang has been noticed; nothing else runs that long.
            return TESTS_FAILED;
        }
        return process.exitValue();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
