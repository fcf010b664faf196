package org.reelgraph.testing;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A body of the GraphQL multipart request specification, part by part. */
public final class Multipart {

    public static final String TYPE = "multipart/form-data; boundary=xXx";

    private static final String IMPORT = """
                                         mutation($input: ImportLibraryInput!) { importLibrary(input: $input) {
                                           job { id status format path } joined userErrors { code message path } } }""";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A file to send. */
    public record SentFile(String name, byte[] content) {

        public static SentFile of(String name, String content) {
            return new SentFile(name, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** {@return an import of files} */
    public static Multipart ofImport(Map<String, Object> options, List<SentFile> files) {
        var input = new HashMap<>(options);
        input.put("files", files.stream().map(file -> null).toList());
        var request = new Multipart()
                .part("operations",
                        GraphQlClient.write(Map.of("query", IMPORT, "variables", Map.of("input", input))))
                .part("map", GraphQlClient.write(IntStream.range(0, files.size()).boxed()
                        .collect(Collectors.toMap(i -> "f" + i, i -> List.of("variables.input.files." + i)))));
        for (var i = 0; i < files.size(); i++) {
            request.file("f" + i, files.get(i).name(), files.get(i).content());
        }
        return request;
    }

    public Multipart part(String name, String text) {
        return raw("--xXx\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n");
    }

    public Multipart file(String name, String fileName, byte[] content) {
        raw("--xXx\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        body.writeBytes(content);
        return raw("\r\n");
    }

    public Multipart raw(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** {@return all so far, without an end} */
    public byte[] unfinished() {
        return body.toByteArray();
    }

    public byte[] bytes() {
        return raw("--xXx--\r\n").unfinished();
    }

    /** {@return the answer, as a program gets it that sends the header against forged requests} */
    public HttpResponse<String> post(GraphQlClient client) {
        return post(client, "graphql-preflight", "1", "accept", "application/graphql-response+json");
    }

    public HttpResponse<String> post(GraphQlClient client, String... headers) {
        return client.send(client.request("/graphql", "content-type", TYPE).headers(headers)
                .POST(BodyPublishers.ofByteArray(bytes())));
    }
}
