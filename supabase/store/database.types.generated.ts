// Made by `npm run generate:types` from the migrations. Do not edit.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  public: {
    Tables: {
      access_tokens: {
        Row: {
          created_at: string
          expires_at: string | null
          hash: string
          hint: string
          id: string
          last_used_at: string | null
          name: string
          owner_id: string
          project_id: string | null
          revoked_at: string | null
          scope: string
        }
        Insert: {
          created_at?: string
          expires_at?: string | null
          hash: string
          hint: string
          id?: string
          last_used_at?: string | null
          name: string
          owner_id: string
          project_id?: string | null
          revoked_at?: string | null
          scope: string
        }
        Update: {
          created_at?: string
          expires_at?: string | null
          hash?: string
          hint?: string
          id?: string
          last_used_at?: string | null
          name?: string
          owner_id?: string
          project_id?: string | null
          revoked_at?: string | null
          scope?: string
        }
        Relationships: [
          {
            foreignKeyName: "access_tokens_owner_id_fkey"
            columns: ["owner_id"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "access_tokens_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      activity_log: {
        Row: {
          action: string
          actor: string
          created_at: string
          details: Json
          id: string
          project_id: string
          run_id: string | null
          seq: number
        }
        Insert: {
          action: string
          actor: string
          created_at?: string
          details?: Json
          id?: string
          project_id: string
          run_id?: string | null
          seq?: number
        }
        Update: {
          action?: string
          actor?: string
          created_at?: string
          details?: Json
          id?: string
          project_id?: string
          run_id?: string | null
          seq?: number
        }
        Relationships: [
          {
            foreignKeyName: "activity_log_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "activity_log_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
        ]
      }
      admin_settings: {
        Row: {
          key: string
          updated_at: string
          updated_by: string | null
          value: Json
        }
        Insert: {
          key: string
          updated_at?: string
          updated_by?: string | null
          value: Json
        }
        Update: {
          key?: string
          updated_at?: string
          updated_by?: string | null
          value?: Json
        }
        Relationships: [
          {
            foreignKeyName: "admin_settings_updated_by_fkey"
            columns: ["updated_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      audit_log: {
        Row: {
          action: string
          actor_email: string
          actor_id: string
          created_at: string
          details: Json
          id: string
          ordinal: number
          target: string
        }
        Insert: {
          action: string
          actor_email: string
          actor_id: string
          created_at?: string
          details?: Json
          id?: string
          ordinal?: never
          target: string
        }
        Update: {
          action?: string
          actor_email?: string
          actor_id?: string
          created_at?: string
          details?: Json
          id?: string
          ordinal?: never
          target?: string
        }
        Relationships: []
      }
      budget_reservations: {
        Row: {
          attempt: number
          cost_usd: number
          created_at: string
          expires_at: string
          id: string
          input_tokens: number
          input_usd: number
          project_id: string | null
          run_id: string | null
          step: number
          tokens: number
          user_id: string
        }
        Insert: {
          attempt: number
          cost_usd: number
          created_at?: string
          expires_at?: string
          id?: string
          input_tokens: number
          input_usd: number
          project_id?: string | null
          run_id?: string | null
          step: number
          tokens: number
          user_id: string
        }
        Update: {
          attempt?: number
          cost_usd?: number
          created_at?: string
          expires_at?: string
          id?: string
          input_tokens?: number
          input_usd?: number
          project_id?: string | null
          run_id?: string | null
          step?: number
          tokens?: number
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "budget_reservations_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "budget_reservations_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "budget_reservations_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      budget_rules: {
        Row: {
          ceiling_tokens: number | null
          ceiling_usd: number | null
          default_tokens: number | null
          default_usd: number | null
          period: string
          scope: string
          updated_at: string
          updated_by: string | null
        }
        Insert: {
          ceiling_tokens?: number | null
          ceiling_usd?: number | null
          default_tokens?: number | null
          default_usd?: number | null
          period: string
          scope: string
          updated_at?: string
          updated_by?: string | null
        }
        Update: {
          ceiling_tokens?: number | null
          ceiling_usd?: number | null
          default_tokens?: number | null
          default_usd?: number | null
          period?: string
          scope?: string
          updated_at?: string
          updated_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "budget_rules_updated_by_fkey"
            columns: ["updated_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      budgets: {
        Row: {
          created_at: string
          id: string
          limit_tokens: number | null
          limit_usd: number | null
          owner_id: string
          period: string
          project_id: string | null
        }
        Insert: {
          created_at?: string
          id?: string
          limit_tokens?: number | null
          limit_usd?: number | null
          owner_id: string
          period: string
          project_id?: string | null
        }
        Update: {
          created_at?: string
          id?: string
          limit_tokens?: number | null
          limit_usd?: number | null
          owner_id?: string
          period?: string
          project_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "budgets_owner_id_fkey"
            columns: ["owner_id"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "budgets_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      commits: {
        Row: {
          actor: string
          author: Json
          body: string
          branch: string
          created_at: string
          id: string
          parents: string[]
          project_id: string
          pushed: boolean
          run_id: string | null
          seq: number
          sha: string
          step: number | null
          subject: string
          trailers: Json
        }
        Insert: {
          actor: string
          author: Json
          body?: string
          branch: string
          created_at: string
          id?: string
          parents?: string[]
          project_id: string
          pushed?: boolean
          run_id?: string | null
          seq?: number
          sha: string
          step?: number | null
          subject: string
          trailers?: Json
        }
        Update: {
          actor?: string
          author?: Json
          body?: string
          branch?: string
          created_at?: string
          id?: string
          parents?: string[]
          project_id?: string
          pushed?: boolean
          run_id?: string | null
          seq?: number
          sha?: string
          step?: number | null
          subject?: string
          trailers?: Json
        }
        Relationships: [
          {
            foreignKeyName: "commits_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "commits_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
        ]
      }
      deployment_logs: {
        Row: {
          at: string
          deployment_id: string
          line: number
          project_id: string
          stream: string
          text: string
        }
        Insert: {
          at?: string
          deployment_id: string
          line: number
          project_id: string
          stream: string
          text: string
        }
        Update: {
          at?: string
          deployment_id?: string
          line?: number
          project_id?: string
          stream?: string
          text?: string
        }
        Relationships: [
          {
            foreignKeyName: "deployment_logs_deployment_id_fkey"
            columns: ["deployment_id"]
            isOneToOne: false
            referencedRelation: "deployments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "deployment_logs_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      deployment_repairs: {
        Row: {
          attempt: number
          created_at: string
          deployment_id: string
          id: string
          is_automatic: boolean
          maximum_attempts: number
          ordinal: number
          project_id: string
          reason: string | null
          run_id: string | null
          signature: string
          state: string
        }
        Insert: {
          attempt: number
          created_at?: string
          deployment_id: string
          id?: string
          is_automatic: boolean
          maximum_attempts: number
          ordinal?: never
          project_id: string
          reason?: string | null
          run_id?: string | null
          signature: string
          state: string
        }
        Update: {
          attempt?: number
          created_at?: string
          deployment_id?: string
          id?: string
          is_automatic?: boolean
          maximum_attempts?: number
          ordinal?: never
          project_id?: string
          reason?: string | null
          run_id?: string | null
          signature?: string
          state?: string
        }
        Relationships: [
          {
            foreignKeyName: "deployment_repairs_deployment_id_fkey"
            columns: ["deployment_id"]
            isOneToOne: false
            referencedRelation: "deployments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "deployment_repairs_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "deployment_repairs_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
        ]
      }
      deployments: {
        Row: {
          address: string | null
          attempt: number
          branch: string
          commit_sha: string
          created_at: string
          environment: string
          error: Json | null
          expired_at: string | null
          external_id: string | null
          finished_at: string | null
          framework: string | null
          host: string
          id: string
          is_cancel_requested: boolean
          is_current: boolean
          ordinal: number
          project_id: string
          promoted_from: string | null
          requested_by: string
          seq: number
          started_at: string | null
          state: string
          url: string | null
        }
        Insert: {
          address?: string | null
          attempt?: number
          branch: string
          commit_sha: string
          created_at?: string
          environment: string
          error?: Json | null
          expired_at?: string | null
          external_id?: string | null
          finished_at?: string | null
          framework?: string | null
          host: string
          id?: string
          is_cancel_requested?: boolean
          is_current?: boolean
          ordinal?: never
          project_id: string
          promoted_from?: string | null
          requested_by: string
          seq?: number
          started_at?: string | null
          state?: string
          url?: string | null
        }
        Update: {
          address?: string | null
          attempt?: number
          branch?: string
          commit_sha?: string
          created_at?: string
          environment?: string
          error?: Json | null
          expired_at?: string | null
          external_id?: string | null
          finished_at?: string | null
          framework?: string | null
          host?: string
          id?: string
          is_cancel_requested?: boolean
          is_current?: boolean
          ordinal?: never
          project_id?: string
          promoted_from?: string | null
          requested_by?: string
          seq?: number
          started_at?: string | null
          state?: string
          url?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "deployments_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "deployments_promoted_from_fkey"
            columns: ["promoted_from"]
            isOneToOne: false
            referencedRelation: "deployments"
            referencedColumns: ["id"]
          },
        ]
      }
      environment_variables: {
        Row: {
          ciphertext: string
          data_key: string
          environment: string
          id: string
          key_id: string
          name: string
          project_id: string
          updated_at: string
          updated_by: string | null
        }
        Insert: {
          ciphertext: string
          data_key: string
          environment: string
          id?: string
          key_id: string
          name: string
          project_id: string
          updated_at?: string
          updated_by?: string | null
        }
        Update: {
          ciphertext?: string
          data_key?: string
          environment?: string
          id?: string
          key_id?: string
          name?: string
          project_id?: string
          updated_at?: string
          updated_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "environment_variables_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "environment_variables_updated_by_fkey"
            columns: ["updated_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      github_apps: {
        Row: {
          app_id: string
          client_id: string
          client_secret: Json
          created_at: string
          created_by: string | null
          html_url: string
          id: boolean
          name: string
          private_key: Json
          slug: string
          webhook_secret: Json
        }
        Insert: {
          app_id: string
          client_id: string
          client_secret: Json
          created_at?: string
          created_by?: string | null
          html_url: string
          id?: boolean
          name: string
          private_key: Json
          slug: string
          webhook_secret: Json
        }
        Update: {
          app_id?: string
          client_id?: string
          client_secret?: Json
          created_at?: string
          created_by?: string | null
          html_url?: string
          id?: boolean
          name?: string
          private_key?: Json
          slug?: string
          webhook_secret?: Json
        }
        Relationships: [
          {
            foreignKeyName: "github_apps_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      github_connections: {
        Row: {
          access_token: Json
          created_at: string
          expires_at: string | null
          github_id: number
          login: string
          refresh_token: Json | null
          user_id: string
        }
        Insert: {
          access_token: Json
          created_at?: string
          expires_at?: string | null
          github_id: number
          login: string
          refresh_token?: Json | null
          user_id: string
        }
        Update: {
          access_token?: Json
          created_at?: string
          expires_at?: string | null
          github_id?: number
          login?: string
          refresh_token?: Json | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "github_connections_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: true
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      host_connections: {
        Row: {
          checked_at: string | null
          findings: Json
          host: string
          scope_id: string | null
          token: Json
          updated_at: string
          updated_by: string | null
          webhook_secret: Json | null
        }
        Insert: {
          checked_at?: string | null
          findings?: Json
          host: string
          scope_id?: string | null
          token: Json
          updated_at?: string
          updated_by?: string | null
          webhook_secret?: Json | null
        }
        Update: {
          checked_at?: string | null
          findings?: Json
          host?: string
          scope_id?: string | null
          token?: Json
          updated_at?: string
          updated_by?: string | null
          webhook_secret?: Json | null
        }
        Relationships: [
          {
            foreignKeyName: "host_connections_updated_by_fkey"
            columns: ["updated_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      host_projects: {
        Row: {
          external_id: string
          host: string
          project_id: string
        }
        Insert: {
          external_id: string
          host: string
          project_id: string
        }
        Update: {
          external_id?: string
          host?: string
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "host_projects_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      profiles: {
        Row: {
          created_at: string
          display_name: string
          email: string
          handle: string
          id: string
          is_admin: boolean
        }
        Insert: {
          created_at?: string
          display_name: string
          email: string
          handle: string
          id: string
          is_admin?: boolean
        }
        Update: {
          created_at?: string
          display_name?: string
          email?: string
          handle?: string
          id?: string
          is_admin?: boolean
        }
        Relationships: []
      }
      project_plan: {
        Row: {
          created_at: string
          feature: string
          id: string
          notes: string
          priority: number
          project_id: string
          run_id: string | null
          seq: number
          status: string
          updated_at: string
        }
        Insert: {
          created_at?: string
          feature: string
          id?: string
          notes?: string
          priority?: number
          project_id: string
          run_id?: string | null
          seq?: number
          status?: string
          updated_at?: string
        }
        Update: {
          created_at?: string
          feature?: string
          id?: string
          notes?: string
          priority?: number
          project_id?: string
          run_id?: string | null
          seq?: number
          status?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "project_plan_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      projects: {
        Row: {
          created_at: string
          default_branch: string
          deploy_host: string
          git_host: string
          id: string
          installation_id: number | null
          last_seq: number
          model: string | null
          name: string
          ordinal: number
          owner_handle: string
          owner_id: string
          preview_label: string
          preview_visibility: string
          prompt_version: number | null
          repository_id: number | null
          repository_name: string | null
          repository_state: string
          repository_url: string | null
          slug: string
          template: string
          updated_at: string
        }
        Insert: {
          created_at?: string
          default_branch?: string
          deploy_host: string
          git_host: string
          id?: string
          installation_id?: number | null
          last_seq?: number
          model?: string | null
          name: string
          ordinal?: never
          owner_handle: string
          owner_id: string
          preview_label: string
          preview_visibility?: string
          prompt_version?: number | null
          repository_id?: number | null
          repository_name?: string | null
          repository_state?: string
          repository_url?: string | null
          slug: string
          template: string
          updated_at?: string
        }
        Update: {
          created_at?: string
          default_branch?: string
          deploy_host?: string
          git_host?: string
          id?: string
          installation_id?: number | null
          last_seq?: number
          model?: string | null
          name?: string
          ordinal?: never
          owner_handle?: string
          owner_id?: string
          preview_label?: string
          preview_visibility?: string
          prompt_version?: number | null
          repository_id?: number | null
          repository_name?: string | null
          repository_state?: string
          repository_url?: string | null
          slug?: string
          template?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "projects_owner_id_fkey"
            columns: ["owner_id"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      prompt_images: {
        Row: {
          bytes: number
          created_at: string
          created_by: string
          data: string
          id: string
          media_type: string
          name: string
          project_id: string
        }
        Insert: {
          bytes: number
          created_at?: string
          created_by: string
          data: string
          id?: string
          media_type: string
          name: string
          project_id: string
        }
        Update: {
          bytes?: number
          created_at?: string
          created_by?: string
          data?: string
          id?: string
          media_type?: string
          name?: string
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "prompt_images_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "prompt_images_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      prompts: {
        Row: {
          activated_at: string | null
          content: string
          created_at: string
          created_by: string | null
          id: string
          is_active: boolean
          name: string
          notes: string
          version: number
        }
        Insert: {
          activated_at?: string | null
          content: string
          created_at?: string
          created_by?: string | null
          id?: string
          is_active?: boolean
          name: string
          notes?: string
          version: number
        }
        Update: {
          activated_at?: string | null
          content?: string
          created_at?: string
          created_by?: string | null
          id?: string
          is_active?: boolean
          name?: string
          notes?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "prompts_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      provider_credentials: {
        Row: {
          base_url: string
          ciphertext: string | null
          created_at: string
          created_by: string | null
          data_key: string | null
          hint: string
          id: string
          key_id: string | null
          name: string
          provider: string
          updated_at: string
        }
        Insert: {
          base_url?: string
          ciphertext?: string | null
          created_at?: string
          created_by?: string | null
          data_key?: string | null
          hint?: string
          id?: string
          key_id?: string | null
          name: string
          provider: string
          updated_at?: string
        }
        Update: {
          base_url?: string
          ciphertext?: string | null
          created_at?: string
          created_by?: string | null
          data_key?: string | null
          hint?: string
          id?: string
          key_id?: string | null
          name?: string
          provider?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "provider_credentials_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      pull_requests: {
        Row: {
          actor: string
          author: Json
          base: string
          base_sha: string | null
          body: string
          branch: string
          closed_at: string | null
          created_at: string
          external_id: string | null
          head_sha: string
          id: string
          is_body_managed: boolean
          merge_method: string | null
          merge_sha: string | null
          merged_at: string | null
          number: number
          project_id: string
          run_id: string | null
          state: string
          title: string
          updated_at: string
          url: string | null
        }
        Insert: {
          actor: string
          author: Json
          base: string
          base_sha?: string | null
          body?: string
          branch: string
          closed_at?: string | null
          created_at?: string
          external_id?: string | null
          head_sha: string
          id?: string
          is_body_managed?: boolean
          merge_method?: string | null
          merge_sha?: string | null
          merged_at?: string | null
          number: number
          project_id: string
          run_id?: string | null
          state?: string
          title: string
          updated_at?: string
          url?: string | null
        }
        Update: {
          actor?: string
          author?: Json
          base?: string
          base_sha?: string | null
          body?: string
          branch?: string
          closed_at?: string | null
          created_at?: string
          external_id?: string | null
          head_sha?: string
          id?: string
          is_body_managed?: boolean
          merge_method?: string | null
          merge_sha?: string | null
          merged_at?: string | null
          number?: number
          project_id?: string
          run_id?: string | null
          state?: string
          title?: string
          updated_at?: string
          url?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "pull_requests_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "pull_requests_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
        ]
      }
      rate_rules: {
        Row: {
          action: string
          limit_count: number
          scope: string
          updated_at: string
          updated_by: string | null
          window_seconds: number
        }
        Insert: {
          action: string
          limit_count: number
          scope: string
          updated_at?: string
          updated_by?: string | null
          window_seconds: number
        }
        Update: {
          action?: string
          limit_count?: number
          scope?: string
          updated_at?: string
          updated_by?: string | null
          window_seconds?: number
        }
        Relationships: [
          {
            foreignKeyName: "rate_rules_updated_by_fkey"
            columns: ["updated_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      repair_settings: {
        Row: {
          is_automatic: boolean
          maximum_attempts: number
          project_id: string
          updated_at: string
        }
        Insert: {
          is_automatic?: boolean
          maximum_attempts?: number
          project_id: string
          updated_at?: string
        }
        Update: {
          is_automatic?: boolean
          maximum_attempts?: number
          project_id?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "repair_settings_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: true
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      review_comments: {
        Row: {
          actor: string
          answer_run_id: string | null
          author: Json
          body: string
          commit_sha: string | null
          created_at: string
          external_id: string | null
          id: string
          project_id: string
          pull_request_id: string
          run_id: string | null
          thread_id: string
        }
        Insert: {
          actor: string
          answer_run_id?: string | null
          author: Json
          body: string
          commit_sha?: string | null
          created_at?: string
          external_id?: string | null
          id?: string
          project_id: string
          pull_request_id: string
          run_id?: string | null
          thread_id: string
        }
        Update: {
          actor?: string
          answer_run_id?: string | null
          author?: Json
          body?: string
          commit_sha?: string | null
          created_at?: string
          external_id?: string | null
          id?: string
          project_id?: string
          pull_request_id?: string
          run_id?: string | null
          thread_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "review_comments_answer_run_id_fkey"
            columns: ["answer_run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "review_comments_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "review_comments_pull_request_id_fkey"
            columns: ["pull_request_id"]
            isOneToOne: false
            referencedRelation: "pull_requests"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "review_comments_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "review_comments_thread_id_fkey"
            columns: ["thread_id"]
            isOneToOne: false
            referencedRelation: "review_threads"
            referencedColumns: ["id"]
          },
        ]
      }
      review_threads: {
        Row: {
          commit_sha: string
          created_at: string
          excerpt: string
          external_id: string | null
          id: string
          line: number | null
          path: string | null
          project_id: string
          pull_request_id: string
          resolved_at: string | null
          side: string | null
          state: string
        }
        Insert: {
          commit_sha: string
          created_at?: string
          excerpt?: string
          external_id?: string | null
          id?: string
          line?: number | null
          path?: string | null
          project_id: string
          pull_request_id: string
          resolved_at?: string | null
          side?: string | null
          state?: string
        }
        Update: {
          commit_sha?: string
          created_at?: string
          excerpt?: string
          external_id?: string | null
          id?: string
          line?: number | null
          path?: string | null
          project_id?: string
          pull_request_id?: string
          resolved_at?: string | null
          side?: string | null
          state?: string
        }
        Relationships: [
          {
            foreignKeyName: "review_threads_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "review_threads_pull_request_id_fkey"
            columns: ["pull_request_id"]
            isOneToOne: false
            referencedRelation: "pull_requests"
            referencedColumns: ["id"]
          },
        ]
      }
      reviews: {
        Row: {
          actor: string
          author: Json
          body: string
          commit_sha: string
          created_at: string
          external_id: string | null
          id: string
          project_id: string
          pull_request_id: string
          verdict: string
        }
        Insert: {
          actor: string
          author: Json
          body?: string
          commit_sha: string
          created_at?: string
          external_id?: string | null
          id?: string
          project_id: string
          pull_request_id: string
          verdict: string
        }
        Update: {
          actor?: string
          author?: Json
          body?: string
          commit_sha?: string
          created_at?: string
          external_id?: string | null
          id?: string
          project_id?: string
          pull_request_id?: string
          verdict?: string
        }
        Relationships: [
          {
            foreignKeyName: "reviews_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "reviews_pull_request_id_fkey"
            columns: ["pull_request_id"]
            isOneToOne: false
            referencedRelation: "pull_requests"
            referencedColumns: ["id"]
          },
        ]
      }
      run_live: {
        Row: {
          live: Json
          project_id: string
          run_id: string
          updated_at: string
        }
        Insert: {
          live: Json
          project_id: string
          run_id: string
          updated_at?: string
        }
        Update: {
          live?: Json
          project_id?: string
          run_id?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "run_live_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "run_live_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: true
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
        ]
      }
      run_messages: {
        Row: {
          created_at: string
          id: string
          parts: Json
          project_id: string
          role: string
          run_id: string
          seq: number
          text: string
        }
        Insert: {
          created_at?: string
          id?: string
          parts?: Json
          project_id: string
          role: string
          run_id: string
          seq?: number
          text?: string
        }
        Update: {
          created_at?: string
          id?: string
          parts?: Json
          project_id?: string
          role?: string
          run_id?: string
          seq?: number
          text?: string
        }
        Relationships: [
          {
            foreignKeyName: "run_messages_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "run_messages_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
        ]
      }
      run_steps: {
        Row: {
          checks: Json
          commit_sha: string | null
          feature: string | null
          finished_at: string | null
          id: string
          number: number
          project_id: string
          run_id: string
          seq: number
          started_at: string
          state: string
          summary: string
          title: string
          usage: Json
        }
        Insert: {
          checks?: Json
          commit_sha?: string | null
          feature?: string | null
          finished_at?: string | null
          id?: string
          number: number
          project_id: string
          run_id: string
          seq?: number
          started_at?: string
          state: string
          summary?: string
          title?: string
          usage?: Json
        }
        Update: {
          checks?: Json
          commit_sha?: string | null
          feature?: string | null
          finished_at?: string | null
          id?: string
          number?: number
          project_id?: string
          run_id?: string
          seq?: number
          started_at?: string
          state?: string
          summary?: string
          title?: string
          usage?: Json
        }
        Relationships: [
          {
            foreignKeyName: "run_steps_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "run_steps_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
        ]
      }
      runs: {
        Row: {
          attempt: number
          base_sha: string | null
          branch: string
          created_at: string
          error: Json | null
          fallback_model: string | null
          finished_at: string | null
          head_sha: string | null
          id: string
          idempotency_key: string | null
          images: Json
          intent: string | null
          is_stop_requested: boolean
          kind: string
          model: string
          ordinal: number
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question: Json | null
          requested_by: string
          retry_of: string | null
          retry_step: number | null
          seq: number
          start_sha: string | null
          started_at: string | null
          state: string
          summary: string | null
          usage: Json
        }
        Insert: {
          attempt?: number
          base_sha?: string | null
          branch: string
          created_at?: string
          error?: Json | null
          fallback_model?: string | null
          finished_at?: string | null
          head_sha?: string | null
          id?: string
          idempotency_key?: string | null
          images?: Json
          intent?: string | null
          is_stop_requested?: boolean
          kind?: string
          model: string
          ordinal?: never
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question?: Json | null
          requested_by: string
          retry_of?: string | null
          retry_step?: number | null
          seq?: number
          start_sha?: string | null
          started_at?: string | null
          state?: string
          summary?: string | null
          usage?: Json
        }
        Update: {
          attempt?: number
          base_sha?: string | null
          branch?: string
          created_at?: string
          error?: Json | null
          fallback_model?: string | null
          finished_at?: string | null
          head_sha?: string | null
          id?: string
          idempotency_key?: string | null
          images?: Json
          intent?: string | null
          is_stop_requested?: boolean
          kind?: string
          model?: string
          ordinal?: never
          project_id?: string
          prompt?: string
          prompt_name?: string
          prompt_version?: number
          provider?: string
          question?: Json | null
          requested_by?: string
          retry_of?: string | null
          retry_step?: number | null
          seq?: number
          start_sha?: string | null
          started_at?: string | null
          state?: string
          summary?: string | null
          usage?: Json
        }
        Relationships: [
          {
            foreignKeyName: "runs_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "runs_requested_by_fkey"
            columns: ["requested_by"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "runs_retry_of_fkey"
            columns: ["retry_of"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
        ]
      }
      status_endpoints: {
        Row: {
          created_at: string
          disabled_reason: string | null
          id: string
          is_enabled: boolean
          previous_expires_at: string | null
          previous_secret: Json | null
          project_id: string
          rotated_at: string | null
          secret: Json
          url: string
        }
        Insert: {
          created_at?: string
          disabled_reason?: string | null
          id?: string
          is_enabled?: boolean
          previous_expires_at?: string | null
          previous_secret?: Json | null
          project_id: string
          rotated_at?: string | null
          secret: Json
          url: string
        }
        Update: {
          created_at?: string
          disabled_reason?: string | null
          id?: string
          is_enabled?: boolean
          previous_expires_at?: string | null
          previous_secret?: Json | null
          project_id?: string
          rotated_at?: string | null
          secret?: Json
          url?: string
        }
        Relationships: [
          {
            foreignKeyName: "status_endpoints_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      status_messages: {
        Row: {
          created_at: string
          deployment_id: string | null
          endpoint_id: string
          event: string
          finished_at: string | null
          id: string
          next_try_at: string | null
          ordinal: number
          payload: Json
          project_id: string
          state: string
          tries: Json
        }
        Insert: {
          created_at?: string
          deployment_id?: string | null
          endpoint_id: string
          event: string
          finished_at?: string | null
          id?: string
          next_try_at?: string | null
          ordinal?: never
          payload: Json
          project_id: string
          state?: string
          tries?: Json
        }
        Update: {
          created_at?: string
          deployment_id?: string | null
          endpoint_id?: string
          event?: string
          finished_at?: string | null
          id?: string
          next_try_at?: string | null
          ordinal?: never
          payload?: Json
          project_id?: string
          state?: string
          tries?: Json
        }
        Relationships: [
          {
            foreignKeyName: "status_messages_deployment_id_fkey"
            columns: ["deployment_id"]
            isOneToOne: false
            referencedRelation: "deployments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "status_messages_endpoint_id_fkey"
            columns: ["endpoint_id"]
            isOneToOne: false
            referencedRelation: "status_endpoints"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "status_messages_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      usage_days: {
        Row: {
          cached_input_tokens: number
          calls: number
          cost_usd: number
          day: string
          input_tokens: number
          model: string
          output_tokens: number
          project_id: string
          provider: string
          user_id: string
        }
        Insert: {
          cached_input_tokens: number
          calls: number
          cost_usd: number
          day: string
          input_tokens: number
          model: string
          output_tokens: number
          project_id: string
          provider: string
          user_id: string
        }
        Update: {
          cached_input_tokens?: number
          calls?: number
          cost_usd?: number
          day?: string
          input_tokens?: number
          model?: string
          output_tokens?: number
          project_id?: string
          provider?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "usage_days_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      usage_events: {
        Row: {
          cached_input_tokens: number
          cost_usd: number
          created_at: string
          id: string
          input_tokens: number
          is_estimated: boolean
          model: string
          output_tokens: number
          project_id: string | null
          provider: string
          run_id: string | null
          step: number | null
          user_id: string
        }
        Insert: {
          cached_input_tokens?: number
          cost_usd?: number
          created_at?: string
          id?: string
          input_tokens?: number
          is_estimated?: boolean
          model: string
          output_tokens?: number
          project_id?: string | null
          provider: string
          run_id?: string | null
          step?: number | null
          user_id: string
        }
        Update: {
          cached_input_tokens?: number
          cost_usd?: number
          created_at?: string
          id?: string
          input_tokens?: number
          is_estimated?: boolean
          model?: string
          output_tokens?: number
          project_id?: string | null
          provider?: string
          run_id?: string | null
          step?: number | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "usage_events_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "usage_events_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "runs"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "usage_events_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      webhook_deliveries: {
        Row: {
          delivery_id: string
          error: string | null
          event: string
          id: string
          ordinal: number
          payload: Json
          processed_at: string | null
          received_at: string
          source: string
          state: string
        }
        Insert: {
          delivery_id: string
          error?: string | null
          event: string
          id?: string
          ordinal?: never
          payload: Json
          processed_at?: string | null
          received_at?: string
          source: string
          state?: string
        }
        Update: {
          delivery_id?: string
          error?: string | null
          event?: string
          id?: string
          ordinal?: never
          payload?: Json
          processed_at?: string | null
          received_at?: string
          source?: string
          state?: string
        }
        Relationships: []
      }
    }
    Views: {
      project_overviews: {
        Row: {
          last_activity_at: string | null
          last_run_state: string | null
          live_url: string | null
          project_id: string | null
        }
        Relationships: []
      }
    }
    Functions: {
      activate_prompt: {
        Args: {
          p_name: string
          p_version: number
        }
        Returns: {
          activated_at: string | null
          content: string
          created_at: string
          created_by: string | null
          id: string
          is_active: boolean
          name: string
          notes: string
          version: number
        }[]
      }
      add_prompt_version: {
        Args: {
          p_content: string
          p_created_by: string
          p_name: string
          p_notes: string
        }
        Returns: {
          activated_at: string | null
          content: string
          created_at: string
          created_by: string | null
          id: string
          is_active: boolean
          name: string
          notes: string
          version: number
        }[]
      }
      add_review: {
        Args: {
          p_review: Json
        }
        Returns: Json
      }
      add_review_comment: {
        Args: {
          p_comment: Json
          p_thread: Json
        }
        Returns: Json
      }
      append_activity: {
        Args: {
          p_entry: Json
        }
        Returns: undefined
      }
      append_deployment_logs: {
        Args: {
          p_attempt?: number
          p_lines: Json
        }
        Returns: undefined
      }
      append_message: {
        Args: {
          p_attempt?: number
          p_message: Json
        }
        Returns: {
          created_at: string
          id: string
          parts: Json
          project_id: string
          role: string
          run_id: string
          seq: number
          text: string
        }[]
      }
      begin_repair: {
        Args: {
          p_deployment_id: string
          p_is_automatic: boolean
          p_is_repairable: boolean
        }
        Returns: {
          attempt: number
          created_at: string
          deployment_id: string
          id: string
          is_automatic: boolean
          maximum_attempts: number
          ordinal: number
          project_id: string
          reason: string | null
          run_id: string | null
          signature: string
          state: string
        }[]
      }
      cancel_deployment: {
        Args: {
          p_deployment_id: string
        }
        Returns: {
          address: string | null
          attempt: number
          branch: string
          commit_sha: string
          created_at: string
          environment: string
          error: Json | null
          expired_at: string | null
          external_id: string | null
          finished_at: string | null
          framework: string | null
          host: string
          id: string
          is_cancel_requested: boolean
          is_current: boolean
          ordinal: number
          project_id: string
          promoted_from: string | null
          requested_by: string
          seq: number
          started_at: string | null
          state: string
          url: string | null
        }[]
      }
      claim_deployment: {
        Args: {
          p_deployment_id: string
        }
        Returns: {
          address: string | null
          attempt: number
          branch: string
          commit_sha: string
          created_at: string
          environment: string
          error: Json | null
          expired_at: string | null
          external_id: string | null
          finished_at: string | null
          framework: string | null
          host: string
          id: string
          is_cancel_requested: boolean
          is_current: boolean
          ordinal: number
          project_id: string
          promoted_from: string | null
          requested_by: string
          seq: number
          started_at: string | null
          state: string
          url: string | null
        }[]
      }
      claim_run: {
        Args: {
          p_run_id: string
        }
        Returns: {
          attempt: number
          base_sha: string | null
          branch: string
          created_at: string
          error: Json | null
          fallback_model: string | null
          finished_at: string | null
          head_sha: string | null
          id: string
          idempotency_key: string | null
          images: Json
          intent: string | null
          is_stop_requested: boolean
          kind: string
          model: string
          ordinal: number
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question: Json | null
          requested_by: string
          retry_of: string | null
          retry_step: number | null
          seq: number
          start_sha: string | null
          started_at: string | null
          state: string
          summary: string | null
          usage: Json
        }[]
      }
      create_run: {
        Args: {
          p_maximum_active?: number
          p_run: Json
        }
        Returns: Json
      }
      describe_deployment_log: {
        Args: {
          p_deployment_id: string
        }
        Returns: Json
      }
      edit_queued_run: {
        Args: {
          p_prompt: string
          p_run_id: string
        }
        Returns: {
          attempt: number
          base_sha: string | null
          branch: string
          created_at: string
          error: Json | null
          fallback_model: string | null
          finished_at: string | null
          head_sha: string | null
          id: string
          idempotency_key: string | null
          images: Json
          intent: string | null
          is_stop_requested: boolean
          kind: string
          model: string
          ordinal: number
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question: Json | null
          requested_by: string
          retry_of: string | null
          retry_step: number | null
          seq: number
          start_sha: string | null
          started_at: string | null
          state: string
          summary: string | null
          usage: Json
        }[]
      }
      ensure_prompt: {
        Args: {
          p_content: string
          p_name: string
          p_notes: string
        }
        Returns: undefined
      }
      expire_preview: {
        Args: {
          p_deployment_id: string
        }
        Returns: undefined
      }
      interrupt_run: {
        Args: {
          p_run_id: string
        }
        Returns: {
          attempt: number
          base_sha: string | null
          branch: string
          created_at: string
          error: Json | null
          fallback_model: string | null
          finished_at: string | null
          head_sha: string | null
          id: string
          idempotency_key: string | null
          images: Json
          intent: string | null
          is_stop_requested: boolean
          kind: string
          model: string
          ordinal: number
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question: Json | null
          requested_by: string
          retry_of: string | null
          retry_step: number | null
          seq: number
          start_sha: string | null
          started_at: string | null
          state: string
          summary: string | null
          usage: Json
        }[]
      }
      list_budgets: {
        Args: {
          p_project_id?: string
          p_run_id?: string
          p_step?: number
          p_user_id: string
        }
        Returns: string[]
      }
      list_old_previews: {
        Args: {
          p_before: string
          p_host: string
          p_limit: number
        }
        Returns: {
          address: string | null
          attempt: number
          branch: string
          commit_sha: string
          created_at: string
          environment: string
          error: Json | null
          expired_at: string | null
          external_id: string | null
          finished_at: string | null
          framework: string | null
          host: string
          id: string
          is_cancel_requested: boolean
          is_current: boolean
          ordinal: number
          project_id: string
          promoted_from: string | null
          requested_by: string
          seq: number
          started_at: string | null
          state: string
          url: string | null
        }[]
      }
      look_at_deployment: {
        Args: {
          p_deployment_id: string
          p_seconds: number
        }
        Returns: undefined
      }
      open_pull_request: {
        Args: {
          p_pull_request: Json
        }
        Returns: Json
      }
      rebase_local_urls: {
        Args: {
          p_base: string
        }
        Returns: number
      }
      record_delivery: {
        Args: {
          p_delivery_id: string
          p_event: string
          p_payload: Json
          p_source: string
        }
        Returns: Json
      }
      record_status_try: {
        Args: {
          p_is_delivered: boolean
          p_message_id: string
          p_try: Json
          p_wait_seconds?: number
        }
        Returns: {
          created_at: string
          deployment_id: string | null
          endpoint_id: string
          event: string
          finished_at: string | null
          id: string
          next_try_at: string | null
          ordinal: number
          payload: Json
          project_id: string
          state: string
          tries: Json
        }[]
      }
      remove_queued_run: {
        Args: {
          p_run_id: string
        }
        Returns: {
          attempt: number
          base_sha: string | null
          branch: string
          created_at: string
          error: Json | null
          fallback_model: string | null
          finished_at: string | null
          head_sha: string | null
          id: string
          idempotency_key: string | null
          images: Json
          intent: string | null
          is_stop_requested: boolean
          kind: string
          model: string
          ordinal: number
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question: Json | null
          requested_by: string
          retry_of: string | null
          retry_step: number | null
          seq: number
          start_sha: string | null
          started_at: string | null
          state: string
          summary: string | null
          usage: Json
        }[]
      }
      remove_review_comment: {
        Args: {
          p_id: string
        }
        Returns: undefined
      }
      replay_delivery: {
        Args: {
          p_id: string
        }
        Returns: {
          delivery_id: string
          error: string | null
          event: string
          id: string
          ordinal: number
          payload: Json
          processed_at: string | null
          received_at: string
          source: string
          state: string
        }[]
      }
      request_deployment: {
        Args: {
          p_deployment: Json
          p_is_forced?: boolean
        }
        Returns: {
          address: string | null
          attempt: number
          branch: string
          commit_sha: string
          created_at: string
          environment: string
          error: Json | null
          expired_at: string | null
          external_id: string | null
          finished_at: string | null
          framework: string | null
          host: string
          id: string
          is_cancel_requested: boolean
          is_current: boolean
          ordinal: number
          project_id: string
          promoted_from: string | null
          requested_by: string
          seq: number
          started_at: string | null
          state: string
          url: string | null
        }[]
      }
      resend_status_message: {
        Args: {
          p_message_id: string
        }
        Returns: {
          created_at: string
          deployment_id: string | null
          endpoint_id: string
          event: string
          finished_at: string | null
          id: string
          next_try_at: string | null
          ordinal: number
          payload: Json
          project_id: string
          state: string
          tries: Json
        }[]
      }
      reserve_budget: {
        Args: {
          p_attempt: number
          p_input_tokens: number
          p_input_usd: number
          p_least_output: number
          p_most_output: number
          p_output_price: number
          p_run_id: string
          p_step: number
        }
        Returns: string[]
      }
      reserve_test_budget: {
        Args: {
          p_input_tokens: number
          p_input_usd: number
          p_least_output: number
          p_most_output: number
          p_output_price: number
          p_user_id: string
        }
        Returns: string[]
      }
      restore_pull_request: {
        Args: {
          p_comments: Json
          p_pull_request: Json
          p_reviews: Json
          p_threads: Json
        }
        Returns: boolean
      }
      resume_run: {
        Args: {
          p_answer?: string
          p_run_id: string
        }
        Returns: {
          attempt: number
          base_sha: string | null
          branch: string
          created_at: string
          error: Json | null
          fallback_model: string | null
          finished_at: string | null
          head_sha: string | null
          id: string
          idempotency_key: string | null
          images: Json
          intent: string | null
          is_stop_requested: boolean
          kind: string
          model: string
          ordinal: number
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question: Json | null
          requested_by: string
          retry_of: string | null
          retry_step: number | null
          seq: number
          start_sha: string | null
          started_at: string | null
          state: string
          summary: string | null
          usage: Json
        }[]
      }
      save_budget: {
        Args: {
          p_limit_tokens?: number
          p_limit_usd?: number
          p_owner_id: string
          p_period: string
          p_project_id?: string
        }
        Returns: undefined
      }
      save_commits: {
        Args: {
          p_commits: Json
          p_project_id: string
        }
        Returns: undefined
      }
      save_live: {
        Args: {
          p_attempt: number
          p_live: Json
          p_run_id: string
        }
        Returns: undefined
      }
      save_plan: {
        Args: {
          p_features: Json
          p_project_id: string
          p_run_id?: string
        }
        Returns: {
          created_at: string
          feature: string
          id: string
          notes: string
          priority: number
          project_id: string
          run_id: string | null
          seq: number
          status: string
          updated_at: string
        }[]
      }
      save_pull_request: {
        Args: {
          p_pull_request: Json
        }
        Returns: Json
      }
      save_repair_settings: {
        Args: {
          p_is_automatic: boolean
          p_maximum_attempts: number
          p_project_id: string
        }
        Returns: {
          is_automatic: boolean
          maximum_attempts: number
          project_id: string
          updated_at: string
        }[]
      }
      save_step: {
        Args: {
          p_attempt: number
          p_step: Json
        }
        Returns: {
          checks: Json
          commit_sha: string | null
          feature: string | null
          finished_at: string | null
          id: string
          number: number
          project_id: string
          run_id: string
          seq: number
          started_at: string
          state: string
          summary: string
          title: string
          usage: Json
        }[]
      }
      settle_test_usage: {
        Args: {
          p_model: string
          p_provider: string
          p_reservation_id: string
          p_usage?: Json
          p_user_id: string
        }
        Returns: undefined
      }
      settle_usage: {
        Args: {
          p_attempt: number
          p_reservation_id: string
          p_run_id: string
          p_usage?: Json
        }
        Returns: {
          attempt: number
          base_sha: string | null
          branch: string
          created_at: string
          error: Json | null
          fallback_model: string | null
          finished_at: string | null
          head_sha: string | null
          id: string
          idempotency_key: string | null
          images: Json
          intent: string | null
          is_stop_requested: boolean
          kind: string
          model: string
          ordinal: number
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question: Json | null
          requested_by: string
          retry_of: string | null
          retry_step: number | null
          seq: number
          start_sha: string | null
          started_at: string | null
          state: string
          summary: string | null
          usage: Json
        }[]
      }
      stop_run: {
        Args: {
          p_run_id: string
        }
        Returns: {
          attempt: number
          base_sha: string | null
          branch: string
          created_at: string
          error: Json | null
          fallback_model: string | null
          finished_at: string | null
          head_sha: string | null
          id: string
          idempotency_key: string | null
          images: Json
          intent: string | null
          is_stop_requested: boolean
          kind: string
          model: string
          ordinal: number
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question: Json | null
          requested_by: string
          retry_of: string | null
          retry_step: number | null
          seq: number
          start_sha: string | null
          started_at: string | null
          state: string
          summary: string | null
          usage: Json
        }[]
      }
      take_rate: {
        Args: {
          p_action: string
          p_project_id: string
          p_user_id: string
        }
        Returns: number
      }
      transition_deployment: {
        Args: {
          p_change: Json
          p_id: string
        }
        Returns: Json
      }
      update_run: {
        Args: {
          p_attempt: number
          p_patch: Json
          p_run_id: string
        }
        Returns: {
          attempt: number
          base_sha: string | null
          branch: string
          created_at: string
          error: Json | null
          fallback_model: string | null
          finished_at: string | null
          head_sha: string | null
          id: string
          idempotency_key: string | null
          images: Json
          intent: string | null
          is_stop_requested: boolean
          kind: string
          model: string
          ordinal: number
          project_id: string
          prompt: string
          prompt_name: string
          prompt_version: number
          provider: string
          question: Json | null
          requested_by: string
          retry_of: string | null
          retry_step: number | null
          seq: number
          start_sha: string | null
          started_at: string | null
          state: string
          summary: string | null
          usage: Json
        }[]
      }
      use_access_token: {
        Args: {
          p_hash: string
        }
        Returns: {
          created_at: string
          expires_at: string | null
          hash: string
          hint: string
          id: string
          last_used_at: string | null
          name: string
          owner_id: string
          project_id: string | null
          revoked_at: string | null
          scope: string
        }[]
      }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}
