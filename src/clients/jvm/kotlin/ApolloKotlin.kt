package org.reelgraph.clients

import com.apollographql.apollo.ApolloClient
import com.apollographql.apollo.api.http.HttpRequest
import com.apollographql.apollo.api.http.HttpResponse
import com.apollographql.apollo.network.http.HttpInterceptor
import com.apollographql.apollo.network.http.HttpInterceptorChain
import com.apollographql.apollo.network.websocket.GraphQLWsProtocol
import com.apollographql.apollo.network.websocket.WebSocketNetworkTransport
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.reelgraph.clients.apollo.RenewMutation
import org.reelgraph.clients.apollo.SignInMutation

/** A session at the server: the access token, and the next one when that has expired. */
class Session(url: String) {

    private val client = ApolloClient.Builder().serverUrl(url).build()
    private val mutex = Mutex()
    private var refreshToken: String? = null
    var accessToken: String? = null
        private set

    /** Signs in; false if e-mail address and password don't match. */
    suspend fun signIn(email: String, password: String): Boolean {
        val tokens = client.mutation(SignInMutation(email, password)).execute().dataOrThrow().login
        accessToken = tokens.accessToken
        refreshToken = tokens.refreshToken
        return accessToken != null
    }

    /** The token after the one that was refused; null if the session has ended. */
    suspend fun renew(refused: String?): String? = mutex.withLock {
        val last = refreshToken
        if (accessToken == refused && last != null) {
            val tokens = client.mutation(RenewMutation(last)).execute().dataOrThrow().refreshSession
            accessToken = tokens.accessToken
            refreshToken = tokens.refreshToken
        }
        accessToken
    }
}

private class Authorization(private val session: Session) : HttpInterceptor {

    override suspend fun intercept(request: HttpRequest, chain: HttpInterceptorChain): HttpResponse {
        val token = session.accessToken ?: return chain.proceed(request)
        val response = chain.proceed(signed(request, token))
        if (response.statusCode != 401) {
            return response
        }
        val next = session.renew(token) ?: return response
        response.body?.close()
        return chain.proceed(signed(request, next))
    }

    private fun signed(request: HttpRequest, token: String) =
        request.newBuilder().addHeader("authorization", "Bearer $token").build()
}

fun apolloClient(url: String, session: Session): ApolloClient = ApolloClient.Builder()
    .httpServerUrl(url)
    .addHttpInterceptor(Authorization(session))
    .subscriptionNetworkTransport(
        WebSocketNetworkTransport.Builder()
            .serverUrl(url)
            // Each WebSocket gets a new token: an old one may have expired, and the answer to that would be 4403.
            .wsProtocol(GraphQLWsProtocol(connectionPayload = {
                session.renew(session.accessToken)?.let { mapOf("authorization" to "Bearer $it") }
            }))
            .build(),
    )
    .build()
