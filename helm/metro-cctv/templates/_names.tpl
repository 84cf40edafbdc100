{{- define "metro-cctv.labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: metro-cctv
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}
{{- define "metro-cctv.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}
{{- define "metro-cctv.url" -}}
http://{{ .root.Release.Name }}-{{ .name }}:{{ (index .root.Values.services .name).port }}
{{- end }}
{{/* The folder of each pod of ingest that there is or was. */}}
{{- define "metro-cctv.recordings" -}}
{{- range $pod := until (max (int .Values.services.ingest.replicas) (int .Values.recordings.pods) | int) -}}
{{ ternary "" "," (eq $pod 0) }}/recordings/{{ $.Release.Name }}-ingest-{{ $pod }}
{{- end -}}
{{- end }}
