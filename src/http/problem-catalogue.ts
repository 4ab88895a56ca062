// Every problem that the API can answer with, explained at `/problems/{code}`. This list of texts
// is longer than other files, because readers look up single entries in it.

/**
 * Clients branch on the code. Each code has one status and one explanation. From 1.0.0 on, its
 * meaning does not change within v1.
 */
export const PROBLEMS = {
  invalid_parameter: {
    status: 400,
    title: 'A parameter cannot be used',
    explanation:
      'A parameter has a value that is not allowed, is empty, is given twice, or does not ' +
      'fit another parameter. `errors` names each one and what is allowed.'
  },
  unknown_parameter: {
    status: 400,
    title: 'There is no such parameter',
    explanation:
      'The operation has no parameter of this name. `errors` lists its parameters. Unknown ' +
      'names are refused, because an answer without the misspelt filter would look like a ' +
      'filtered answer.'
  },
  unknown_id: {
    status: 400,
    title: 'A parameter names an unknown id',
    explanation:
      'A parameter names a metric, entity, source or scenario that is not in the data set. ' +
      '`errors` suggests similar ids. If a list has at least one known id, the request is ' +
      'answered for the known ids, and `meta.warnings` names the others.'
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor cannot be used',
    explanation:
      'A cursor belongs to the request that it came from: all parameters but `limit` must ' +
      'stay the same. Cursors are opaque; do not build or change one. Start again without ' +
      'a cursor, then follow `links.next`.'
  },
  invalid_url: {
    status: 400,
    title: 'The address cannot be read',
    explanation:
      'The path or query is not valid percent-encoded UTF-8, or it holds control characters.'
  },
  bad_request: {
    status: 400,
    title: 'The request is not valid HTTP',
    explanation:
      'The request could not be parsed as HTTP/1.1, or it does not have exactly one header ' +
      '`Host` with the name of a host. The connection is closed.'
  },
  invalid_json: {
    status: 400,
    title: 'The body is not JSON',
    explanation:
      'The body is not valid JSON (RFC 8259) in UTF-8. `errors` names the line and column ' +
      'of the error, and the text found there. Nothing was changed.'
  },
  unauthorized: {
    status: 401,
    title: 'Writing requires a key',
    explanation:
      'Reading is open to everybody, but every change requires a key. Send it as ' +
      '`Authorization: Bearer corridor_…`. The operator of the service makes keys with ' +
      '`npm run keys -- create`.'
  },
  invalid_key: {
    status: 401,
    title: 'The key cannot be used',
    explanation:
      'The key does not exist, has expired or was revoked. Only a client that sends the ' +
      'whole key learns that it expired or was revoked. Ask the operator of the service ' +
      'for a new key.'
  },
  insufficient_scope: {
    status: 403,
    title: 'The key does not allow this',
    explanation:
      'The key is valid, but the operation requires a key with another scope. `import` ' +
      'allows imports and single changes. `admin` allows the same, and also changes of the ' +
      'things that figures refer to. `WWW-Authenticate` names the required scope.'
  },
  writing_off: {
    status: 403,
    title: 'Nobody can write to this service',
    explanation:
      'No key was ever made for this service, and every change over HTTP requires one. The ' +
      'operator of the service makes the first key with `npm run keys -- create`; no ' +
      'restart is needed.'
  },
  not_found: {
    status: 404,
    title: 'There is nothing at this address',
    explanation:
      'The route does not exist (`GET /v1` lists all routes), or nothing has the id in the ' +
      'path. `errors` suggests similar addresses or ids if there are any.'
  },
  already_there: {
    status: 409,
    title: 'This id already exists',
    explanation:
      'An id names one thing for ever. Correct the existing thing with `PATCH`, or send ' +
      'the new thing with another id or without an id.'
  },
  in_use: {
    status: 409,
    title: 'Other things refer to this thing',
    explanation:
      'A thing cannot be withdrawn while claims, relations or other things refer to it. ' +
      '`errors` names some of them. Withdraw or correct them first.'
  },
  built_in: {
    status: 409,
    title: 'Countries come with the software',
    explanation:
      'The 249 countries of ISO 3166-1 come with the software. They cannot be added, ' +
      'corrected or withdrawn one at a time. Their names come from data files.'
  },
  precondition_failed: {
    status: 412,
    title: 'The thing has changed since you read it',
    explanation:
      'All tags in `If-Match` are older than the last change of the thing. Read it again, ' +
      'look at the changes, and send your correction with the new tag.'
  },
  invalid_body: {
    status: 422,
    title: 'The body cannot be accepted',
    explanation:
      'The body could be read, but a part of it is not allowed. `errors` names each wrong ' +
      'field (in a file, each line and column) and the expected value, at most 100 of ' +
      'them. Nothing was changed.'
  },
  method_not_allowed: {
    status: 405,
    title: 'The method is not allowed here',
    explanation:
      'The address exists, but it does not have this method. The `Allow` header and ' +
      '`errors` list its methods.'
  },
  not_acceptable: {
    status: 406,
    title: 'None of the accepted formats can be served',
    explanation:
      'The `Accept` header allows none of the formats of this address. `errors` lists ' +
      'them. Lists are available as JSON and CSV, what lies on a map also as GeoJSON, citations ' +
      'as text, BibTeX, CSL-JSON and RIS, everything else as JSON.'
  },
  withdrawn: {
    status: 410,
    title: 'The thing with this id was withdrawn',
    explanation:
      'The id existed and was withdrawn; `detail` says when and why. Nothing is lost: ' +
      '`as_of` shows claims and projections as they were, and the address in `errors` and ' +
      '`try` lists their versions.'
  },
  request_timeout: {
    status: 408,
    title: 'The request took too long to arrive',
    explanation:
      'Headers must arrive within 5 seconds and a whole request within 10. An upload may ' +
      'take 10 minutes, but must not pause for 20 seconds. The connection is closed.'
  },
  idempotency_key_in_use: {
    status: 409,
    title: 'The same request is still in progress',
    explanation:
      'Another request with this `Idempotency-Key` has no answer yet. Send the same ' +
      'request again after `Retry-After`; it then gets the answer of the first request.'
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    explanation:
      'The body of a single change may have at most 64 KiB, a file to import at most 64 MiB, ' +
      'also after decompression. Reading needs no body. Leave out fields that the service ' +
      'computes. Import larger files by command, or in parts.'
  },
  url_too_long: {
    status: 414,
    title: 'The address is too long',
    explanation: 'The path and the query together may have at most 4,096 characters.'
  },
  expectation_failed: {
    status: 417,
    title: 'The expectation cannot be met',
    explanation:
      'The header `Expect` names something else than `100-continue`, which is the only ' +
      'expectation that HTTP knows. Leave the header out. The connection is closed.'
  },
  unsupported_media_type: {
    status: 415,
    title: 'The type of the body is not supported',
    explanation:
      'The `Content-Type` of the body is missing, or this address does not accept it. ' +
      '`errors` lists the accepted types.'
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    explanation:
      'In the last 24 hours, the same key sent another request with this ' +
      '`Idempotency-Key`: the method, address or body was different. Nothing was changed, ' +
      'and a retry will not help. Use a new `Idempotency-Key` for each new request, and ' +
      'the same one only to repeat a request.'
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    explanation:
      'This address has sent more requests in a minute than allowed. `Retry-After` says ' +
      'when to continue. Answers with status 304 are cheap: send `If-None-Match`.'
  },
  too_many_at_once: {
    status: 429,
    title: 'Too many requests at the same time',
    explanation:
      'This address has more requests under way, or reads more whole lists as CSV, than ' +
      'allowed. Wait for answers before you send more. If clients come through a proxy that ' +
      'the setting `TRUST_PROXY` does not name, they are all one address.'
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many keys were refused',
    explanation:
      'This address has sent 10 unusable keys within a minute. Until `Retry-After` the ' +
      'service accepts no key from it, not even a valid one. Reading still works.'
  },
  headers_too_large: {
    status: 431,
    title: 'The headers are too large',
    explanation: 'Request headers may have at most 16 KiB. The connection is closed.'
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    explanation:
      'This is a defect of the service, and it was logged. `instance` is the id of the ' +
      'request; please name it when you report the defect.'
  },
  insufficient_storage: {
    status: 507,
    title: 'There is no room for the change',
    explanation:
      'The disk of the database is full. Nothing of the change was kept, and reading still ' +
      'works. Send the request again after the operator of the service has made room.'
  },
  unavailable: {
    status: 503,
    title: 'The service cannot answer now',
    explanation:
      'The service is starting, stopping or overloaded, its database does not answer, or ' +
      'another change, such as a large import, goes on for longer than this one can wait. ' +
      '`Retry-After` says when to try again. The change may or may not have been made, but ' +
      'never half of it. Send it again with the same `Idempotency-Key`: it is then made ' +
      'only once.'
  }
} as const satisfies Record<string, { status: number; title: string; explanation: string }>

export type ProblemCode = keyof typeof PROBLEMS
