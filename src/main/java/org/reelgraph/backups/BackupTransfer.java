package org.reelgraph.backups;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.downloads.Downloads;
import org.reelgraph.graphql.access.EndpointPermission;
import org.reelgraph.graphql.access.Role;

/** Serves backups to admins, and takes those that they bring. */
@Controller(BackupTransfer.PATH)
class BackupTransfer {

    /** The path, below the server's own. */
    static final String PATH = "/backups";

    private final Downloads downloads;
    private final DownloadableBackups backups;
    private final EndpointPermission permission;
    private final BackupUploads uploads;

    BackupTransfer(Downloads downloads, DownloadableBackups backups, EndpointPermission permission,
            BackupUploads uploads) {
        this.downloads = downloads;
        this.backups = backups;
        this.permission = permission;
        this.uploads = uploads;
    }

    @Get("/{id}")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> download(HttpRequest<?> request, String id) throws IOException {
        return downloads.answer(request, backups, id);
    }

    /** Takes a backup, or the rest of one, and tries it out. */
    @Put("/{fileName}")
    @Consumes(MediaType.ALL)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> upload(HttpRequest<?> request, String fileName, @Body @Nullable InputStream body)
            throws IOException {
        var caller = permission.require(request, Role.ADMIN, "uploadBackup");
        var part = UploadedPart.of(request.getHeaders().get(HttpHeaders.CONTENT_RANGE),
                request.getContentLength());
        return uploads.take(Actor.of(caller), fileName, part, body)
                .<HttpResponse<?>>map(backup -> HttpResponse.created(Map.of("id", backup.globalId(), "fileName",
                        backup.fileName(), "rowCount", backup.manifest().rows())))
                .orElseGet(HttpResponse::accepted);
    }
}
