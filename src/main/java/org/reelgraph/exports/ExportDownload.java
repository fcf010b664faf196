package org.reelgraph.exports;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.jobs.JobAdministration;

/** Serves finished exports to those who may export. */
@Controller(ExportDownload.PATH)
class ExportDownload {

    /** The path, below the server's own. */
    static final String PATH = "/exports";

    private final Authentication authentication;
    private final JobAdministration jobs;
    private final ExportFolder folder;

    ExportDownload(Authentication authentication, JobAdministration jobs, ExportFolder folder) {
        this.authentication = authentication;
        this.jobs = jobs;
        this.folder = folder;
    }

    @Get("/{id}")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<StreamedFile> download(HttpRequest<?> request, String id) throws IOException {
        requireRole(authentication.caller(request));
        var file = jobs.find(id).filter(job -> job.kind().equals(ExportJobKind.NAME)).flatMap(folder::download)
                .orElseThrow(ExportDownload::gone);
        try {
            // Nobody would read, and close, what is opened for HEAD.
            var bytes = request.getMethod() == HttpMethod.HEAD
                    ? InputStream.nullInputStream()
                    : Files.newInputStream(file);
            return HttpResponse.ok(new StreamedFile(bytes, typeOf(file),
                    Files.getLastModifiedTime(file).toMillis(), Files.size(file)))
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.getFileName() + "\"")
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        } catch (NoSuchFileException e) {
            throw gone();
        }
    }

    private static void requireRole(Caller caller) {
        caller.credentialError().ifPresent(reason -> {
            throw new RequestException(ErrorCode.UNAUTHENTICATED, reason);
        });
        if (caller.viewer().isEmpty()) {
            throw new RequestException(ErrorCode.UNAUTHENTICATED, "Downloads require a sign-in.");
        }
        if (!caller.is(Role.MODERATOR)) {
            throw new RequestException(ErrorCode.FORBIDDEN, "Downloads require the role " + Role.MODERATOR + ".");
        }
    }

    private static RequestException gone() {
        return new RequestException(ErrorCode.NOT_FOUND,
                "This server has no such export. It may not have ended, or is no longer kept.");
    }

    private static MediaType typeOf(Path file) {
        var name = file.getFileName().toString();
        return MediaType.of(switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "zip" -> "application/zip";
            case "csv" -> "text/csv; charset=utf-8";
            default -> "application/x-ndjson; charset=utf-8";
        });
    }
}
