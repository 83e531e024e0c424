FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 NIGHTDESK_VAR=/var/lib/nightdesk NIGHTDESK_DEMO=no
WORKDIR /desk
COPY requirements.lock requirements-uv.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-uv.lock \
 && uv pip install --system --no-cache --require-hashes --no-deps -r requirements.lock
COPY . .
RUN useradd --system --uid 10001 --home /var/lib/nightdesk --create-home nightdesk
USER nightdesk
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "1", "--blocking-threads", "8", "newsroom.wsgi:application"]
