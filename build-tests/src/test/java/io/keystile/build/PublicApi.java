package io.keystile.build;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** A module's public and protected signatures, type by type and line by line, the same from every JDK. */
final class PublicApi {
    private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

    private PublicApi() {}

    static String of(ModuleReference module) {
        Set<String> packages = packages(module.descriptor());
        List<String> types = typesIn(module, packages);
        TreeMap<String, String> blocks = new TreeMap<>();
        for (String block : javap(module, types).split("(?m)^Compiled from .*\\R", -1)) {
            if (block.startsWith("public ")) {
                String[] lines = block.strip().split("\\R", -1);
                TreeSet<String> members = new TreeSet<>(List.of(lines).subList(1, lines.length - 1));
                blocks.put(lines[0], members.stream().map(line -> line + "\n").collect(Collectors.joining()));
            }
        }
        StringBuilder text = new StringBuilder("module " + module.descriptor().name() + "\n");
        packages.forEach(name -> text.append("exports ").append(name).append('\n'));
        blocks.forEach((head, members) ->
                text.append('\n').append(head).append('\n').append(members).append("}\n"));
        return text.toString();
    }

    /** An automatic module exports all it has. */
    private static Set<String> packages(ModuleDescriptor module) {
        return module.isAutomatic()
                ? new TreeSet<>(module.packages())
                : module.exports().stream()
                        .filter(export -> !export.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> typesIn(ModuleReference module, Set<String> packages) {
        try (ModuleReader reader = module.open()) {
            return reader.list()
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String javap(ModuleReference module, List<String> types) {
        StringWriter out = new StringWriter();
        String location = Path.of(module.location().orElseThrow()).toString();
        List<String> args = new ArrayList<>(List.of("-protected", "-classpath", location));
        args.addAll(types);
        int exit = JAVAP.run(new PrintWriter(out), new PrintWriter(out), args.toArray(String[]::new));
        if (exit != 0) {
            throw new IllegalStateException("javap: " + out);
        }
        return out.toString();
    }
}
